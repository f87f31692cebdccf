using System.Diagnostics;
using OpenTelemetry;

namespace Azure.Monitor.OpenTelemetry.Exporter;

internal sealed class TraceExporter(IngestionSender sender) : BaseExporter<Activity>
{
    public override ExportResult Export(in Batch<Activity> batch)
    {
        var envelopes = new List<string>();
        foreach (var activity in batch)
        {
            envelopes.Add(Write(activity));
        }

        return sender.Send(envelopes);
    }

    private string Write(Activity activity)
    {
        var isRequest = activity.Kind is ActivityKind.Server or ActivityKind.Consumer;
        var tags = new List<KeyValuePair<string, string>> { new("ai.operation.id", activity.TraceId.ToHexString()) };
        if (activity.ParentSpanId != default)
        {
            tags.Add(new("ai.operation.parentId", activity.ParentSpanId.ToHexString()));
        }

        return Envelope.Write(
            sender.InstrumentationKey, isRequest ? "Request" : "RemoteDependency", activity.StartTimeUtc, ParentProvider?.GetResource(), tags,
            isRequest ? "RequestData" : "RemoteDependencyData", json =>
            {
                json.WriteString("id", activity.SpanId.ToHexString());
                json.WriteString("name", activity.DisplayName);
                json.WriteString("duration", activity.Duration.ToString(@"dd\.hh\:mm\:ss\.ffffff"));
                json.WriteBoolean("success", activity.Status != ActivityStatusCode.Error);
                if (isRequest)
                {
                    json.WriteString("responseCode", "0");
                }
                else
                {
                    json.WriteString("type", activity.Kind == ActivityKind.Internal ? "InProc" : "N/A");
                }

                Envelope.Properties(json, activity.TagObjects);
            });
    }
}
