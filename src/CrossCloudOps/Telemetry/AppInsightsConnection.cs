namespace CrossCloudOps.Telemetry;

/// <summary>
/// A connection string of Application Insights: parts of the form <c>name=value</c>.
/// <see href="https://learn.microsoft.com/azure/azure-monitor/app/connection-strings"/>
/// </summary>
internal static class AppInsightsConnection
{
    /// <summary>What is wrong with it, without any of it; null if nothing is.</summary>
    public static string? FaultOf(string text)
    {
        if (text.StartsWith("@Microsoft.KeyVault(", StringComparison.OrdinalIgnoreCase))
        {
            return "is a Key Vault reference that was not resolved.";
        }

        if (Parts(text) is not { } parts)
        {
            return "is not of the form InstrumentationKey=…;IngestionEndpoint=….";
        }

        if (!Guid.TryParse(parts.GetValueOrDefault("InstrumentationKey"), out _))
        {
            return "has no InstrumentationKey that is a GUID.";
        }

        return parts.GetValueOrDefault("IngestionEndpoint") is { } endpoint && !IsAddress(endpoint) ? "has an IngestionEndpoint that is not an https address." : null;
    }

    /// <summary>Null if it has another form. A name that stands twice has its last value.</summary>
    public static Dictionary<string, string>? Parts(string text)
    {
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (part.IndexOf('=', StringComparison.Ordinal) is not (> 0 and var at))
            {
                return null;
            }

            parts[part[..at].Trim()] = part[(at + 1)..].Trim();
        }

        return parts;
    }

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
}
