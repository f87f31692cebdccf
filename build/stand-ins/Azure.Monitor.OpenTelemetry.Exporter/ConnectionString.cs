namespace Azure.Monitor.OpenTelemetry.Exporter;

/// <summary>What a connection string of Application Insights says. https://learn.microsoft.com/azure/azure-monitor/app/connection-strings</summary>
internal sealed record ConnectionString(string InstrumentationKey, Uri IngestionEndpoint, string Scope)
{
    private const string DefaultEndpoint = "https://dc.services.visualstudio.com/";
    private const string DefaultAudience = "https://monitor.azure.com/";

    public static ConnectionString Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var settings = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(setting => setting.Split('=', 2) is [var name, var value] ? (Name: name, Value: value) : throw Fault("a part of it is not of the form name=value"))
            .ToDictionary(setting => setting.Name, setting => setting.Value, StringComparer.OrdinalIgnoreCase);
        var key = settings.GetValueOrDefault("InstrumentationKey") ?? throw Fault("InstrumentationKey is missing");
        var endpoint = settings.GetValueOrDefault("IngestionEndpoint")
            ?? (settings.GetValueOrDefault("EndpointSuffix") is { } suffix ? $"https://dc.{suffix.TrimStart('.')}" : DefaultEndpoint);
        return Uri.TryCreate(endpoint, UriKind.Absolute, out var uri)
            ? new ConnectionString(key, uri, $"{settings.GetValueOrDefault("AADAudience") ?? DefaultAudience}/.default")
            : throw Fault("the endpoint is no address");
    }

    private static InvalidOperationException Fault(string fault) => new($"Connection String Error: {fault}.");
}
