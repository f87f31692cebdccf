using Microsoft.Extensions.Configuration;

namespace CrossCloudOps.Telemetry;

/// <summary>Where telemetry goes, by the names that OpenTelemetry and the Functions host give these settings.</summary>
internal sealed class TelemetryOptions
{
    public const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    public const string OtlpMetricsEndpoint = "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT";
    public const string OtlpTracesEndpoint = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";
    public const string OtlpProtocol = "OTEL_EXPORTER_OTLP_PROTOCOL";
    public const string AppInsights = "APPLICATIONINSIGHTS_CONNECTION_STRING";
    public const string AppInsightsAuthentication = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";

    public string? Endpoint { get; private set; }

    public string? MetricsEndpoint { get; private set; }

    public string? TracesEndpoint { get; private set; }

    public string? Protocol { get; private set; }

    public string? ConnectionString { get; private set; }

    public string? AuthenticationString { get; private set; }

    public bool SendsOtlpMetrics => !string.IsNullOrEmpty(Endpoint) || !string.IsNullOrEmpty(MetricsEndpoint);

    public bool SendsOtlpTraces => !string.IsNullOrEmpty(Endpoint) || !string.IsNullOrEmpty(TracesEndpoint);

    public bool SendsToAppInsights => !string.IsNullOrEmpty(ConnectionString);

    public bool IsOn => SendsOtlpMetrics || SendsOtlpTraces || SendsToAppInsights;

    public void Read(IConfiguration configuration)
    {
        Endpoint = configuration[OtlpEndpoint];
        MetricsEndpoint = configuration[OtlpMetricsEndpoint];
        TracesEndpoint = configuration[OtlpTracesEndpoint];
        Protocol = configuration[OtlpProtocol];
        ConnectionString = configuration[AppInsights];
        AuthenticationString = configuration[AppInsightsAuthentication];
    }
}
