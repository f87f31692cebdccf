using Azure.Core;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CrossCloudOps.Telemetry;

/// <summary>
/// Sends telemetry to whoever is set, from threads of its own: nobody who measures waits for it, and what cannot be sent is lost. With
/// nobody set it makes nothing, and nobody listens to the instruments.
/// </summary>
internal sealed partial class TelemetryExport(IOptions<TelemetryOptions> options, IConfiguration configuration, ILogger<TelemetryExport> logger) : IHostedService
{
    /// <summary>For what was measured last, when the app stops. The host gives it ten seconds and more.</summary>
    private static readonly TimeSpan FlushWithin = TimeSpan.FromSeconds(5);

    private readonly TelemetryOptions _options = options.Value;
    private OpenTelemetrySdk? _sdk;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _sdk = _options.IsOn ? OpenTelemetrySdk.Create(Configure) : null;
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_sdk is not { } sdk)
        {
            return;
        }

        _sdk = null;
        try
        {
            // It sends what is left, and waits for the answer.
            await Task.Run(sdk.Dispose, CancellationToken.None).WaitAsync(FlushWithin, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            Log.NotFlushed(logger);
        }
    }

    private void Configure(IOpenTelemetryBuilder builder)
    {
        // The standard OTEL_* settings are the app's settings, wherever those come from.
        builder.Services.AddSingleton(configuration);
        builder.ConfigureResource(AddService);
        builder.WithMetrics(AddMetrics);
        builder.WithTracing(AddTraces);
    }

    private void AddMetrics(MeterProviderBuilder metrics)
    {
        metrics.AddMeter(Instrumentation.Name);
        if (_options.SendsOtlpMetrics)
        {
            metrics.AddOtlpExporter();
        }

        if (_options.SendsToAppInsights)
        {
            metrics.AddAzureMonitorMetricExporter(ToAppInsights);
        }
    }

    private void AddTraces(TracerProviderBuilder traces)
    {
        traces.AddSource(Instrumentation.Name).AddProcessor<IdleTraces>();
        if (_options.SendsOtlpTraces)
        {
            traces.AddOtlpExporter();
        }

        if (_options.SendsToAppInsights)
        {
            traces.AddAzureMonitorTraceExporter(ToAppInsights);
        }
    }

    private void ToAppInsights(AzureMonitorExporterOptions exporter)
    {
        exporter.ConnectionString = _options.ConnectionString;
        exporter.Credential = Identity();
    }

    private TokenCredential? Identity() => string.IsNullOrEmpty(_options.AuthenticationString) ? null : AppInsightsIdentity.Parse(_options.AuthenticationString)?.Credential();

    /// <summary>In Azure the app's own name, which is also what the host's own telemetry goes by.</summary>
    private void AddService(ResourceBuilder resource)
    {
        if (string.IsNullOrEmpty(configuration["OTEL_SERVICE_NAME"]))
        {
            resource.AddService(configuration["WEBSITE_SITE_NAME"] is { Length: > 0 } site ? site : Instrumentation.Name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Not all telemetry could be sent before the end")]
        public static partial void NotFlushed(ILogger logger);
    }
}
