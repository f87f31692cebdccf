using Azure.Core;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Azure.Monitor.OpenTelemetry.Exporter;

public static class AzureMonitorExporterExtensions
{
    public static MeterProviderBuilder AddAzureMonitorMetricExporter(
        this MeterProviderBuilder builder, Action<AzureMonitorExporterOptions> configure = null, TokenCredential credential = null, string name = null) =>
        builder.AddReader(new PeriodicExportingMetricReader(new MetricExporter(Sender(configure, credential)))
        {
            TemporalityPreference = MetricReaderTemporalityPreference.Delta,
        });

    public static TracerProviderBuilder AddAzureMonitorTraceExporter(
        this TracerProviderBuilder builder, Action<AzureMonitorExporterOptions> configure = null, TokenCredential credential = null, string name = null) =>
        builder.AddProcessor(new BatchActivityExportProcessor(new TraceExporter(Sender(configure, credential))));

    private static IngestionSender Sender(Action<AzureMonitorExporterOptions> configure, TokenCredential credential)
    {
        var options = new AzureMonitorExporterOptions();
        configure?.Invoke(options);
        options.Credential ??= credential;
        return new IngestionSender(options);
    }
}
