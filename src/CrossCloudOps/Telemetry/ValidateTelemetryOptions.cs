using Microsoft.Extensions.Options;

namespace CrossCloudOps.Telemetry;

internal sealed class ValidateTelemetryOptions : IValidateOptions<TelemetryOptions>
{
    public ValidateOptionsResult Validate(string? name, TelemetryOptions options)
    {
        var faults = new SettingFaults("");
        CheckEndpoint(faults, TelemetryOptions.OtlpEndpoint, options.Endpoint);
        CheckEndpoint(faults, TelemetryOptions.OtlpMetricsEndpoint, options.MetricsEndpoint);
        CheckEndpoint(faults, TelemetryOptions.OtlpTracesEndpoint, options.TracesEndpoint);
        if (!string.IsNullOrEmpty(options.Protocol) && options.Protocol is not ("grpc" or "http/protobuf"))
        {
            faults.Add(TelemetryOptions.OtlpProtocol, options.Protocol, "give grpc or http/protobuf, or leave it out for grpc.");
        }

        CheckAppInsights(faults, options);
        return faults.Result;
    }

    /// <summary>Not https only: a collector beside the app has none. Its address may hold a key, so it is not shown.</summary>
    private static void CheckEndpoint(SettingFaults faults, string setting, string? endpoint)
    {
        if (!string.IsNullOrEmpty(endpoint) && !(Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
        {
            faults.AddSecret(setting, "is not an http or https address: give your collector's, for example http://localhost:4317, or leave it out.");
        }
    }

    private static void CheckAppInsights(SettingFaults faults, TelemetryOptions options)
    {
        if (options.SendsToAppInsights && AppInsightsConnection.FaultOf(options.ConnectionString!) is { } fault)
        {
            faults.AddSecret(TelemetryOptions.AppInsights, $"{fault} Copy it from the overview of your Application Insights resource, or leave it out.");
        }

        if (!string.IsNullOrEmpty(options.AuthenticationString) && AppInsightsIdentity.Parse(options.AuthenticationString) is null)
        {
            faults.AddSecret(TelemetryOptions.AppInsightsAuthentication, "is not understood: give Authorization=AAD, or Authorization=AAD;ClientId=… for a user-assigned identity.");
        }
    }
}
