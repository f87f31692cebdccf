using System.Text.Json;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Azure.Monitor.OpenTelemetry.Exporter;

internal sealed class MetricExporter(IngestionSender sender) : BaseExporter<Metric>
{
    public override ExportResult Export(in Batch<Metric> batch)
    {
        var envelopes = new List<string>();
        foreach (var metric in batch)
        {
            foreach (ref readonly var point in metric.GetMetricPoints())
            {
                envelopes.Add(Write(metric, point));
            }
        }

        return sender.Send(envelopes);
    }

    private string Write(Metric metric, MetricPoint point)
    {
        var properties = new List<KeyValuePair<string, object>>();
        foreach (var tag in point.Tags)
        {
            properties.Add(tag);
        }

        return Envelope.Write(sender.InstrumentationKey, "Metric", point.EndTime.UtcDateTime, ParentProvider?.GetResource(), [], "MetricData", json =>
        {
            json.WriteStartArray("metrics");
            json.WriteStartObject();
            json.WriteString("name", metric.Name);
            WriteValue(json, metric.MetricType, point);
            json.WriteEndObject();
            json.WriteEndArray();
            Envelope.Properties(json, properties);
        });
    }

    private static void WriteValue(Utf8JsonWriter json, MetricType type, MetricPoint point)
    {
        if (type is MetricType.Histogram or MetricType.ExponentialHistogram)
        {
            json.WriteNumber("value", point.GetHistogramSum());
            json.WriteNumber("count", point.GetHistogramCount());
            if (point.TryGetHistogramMinMaxValues(out var least, out var most))
            {
                json.WriteNumber("min", least);
                json.WriteNumber("max", most);
            }

            return;
        }

        json.WriteNumber("value", type switch
        {
            MetricType.LongSum or MetricType.LongSumNonMonotonic => point.GetSumLong(),
            MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => point.GetSumDouble(),
            MetricType.LongGauge => point.GetGaugeLastValueLong(),
            _ => point.GetGaugeLastValueDouble(),
        });
    }
}
