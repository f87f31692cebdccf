using Azure.Core;

namespace Azure.Monitor.OpenTelemetry.Exporter;

public class AzureMonitorExporterOptions : ClientOptions
{
    public AzureMonitorExporterOptions()
        : this(ServiceVersion.v2_1)
    {
    }

    public AzureMonitorExporterOptions(ServiceVersion version = ServiceVersion.v2_1)
    {
        Version = version;
        // Else what is sent would be traced, and sent too.
        Diagnostics.IsDistributedTracingEnabled = false;
        Diagnostics.IsLoggingEnabled = false;
    }

    public enum ServiceVersion
    {
        v2_1 = 1,
    }

    public string ConnectionString { get; set; }

    public TokenCredential Credential { get; set; }

    public ServiceVersion Version { get; set; }
}
