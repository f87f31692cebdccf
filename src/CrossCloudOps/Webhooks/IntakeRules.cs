namespace CrossCloudOps.Webhooks;

/// <summary>What the settings of a route's receiving side must be.</summary>
internal static class IntakeRules
{
    /// <summary>The host's own limit; what is larger never comes to us.</summary>
    public const string HostLimitSetting = "FUNCTIONS_REQUEST_BODY_SIZE_LIMIT";

    private const int MostHeaders = 8;
    private const int LargestBody = 100 * 1024 * 1024;
    private const int FastestRate = 100_000;

    /// <summary>What HTTP itself, the forwarder, or the message's own attributes say in these.</summary>
    private static readonly string[] OwnHeaders =
    [
        "authorization", "connection", "content-length", "content-type", "cookie", "expect", "host", "keep-alive", "proxy-authorization", "te", "trailer", "transfer-encoding", "upgrade",
        "webhook-id", "webhook-signature", "webhook-timestamp", "webhook", "crosscloudops",
    ];

    public static void Check(SettingFaults faults, string at, WebhookRouteOptions route, long? hostLimit)
    {
        CheckValues(faults, at, route);
        CheckKeptHeaders(faults, $"{at}:KeepHeaders", route);
        if (route.MaxBodyBytes is < 1 or > LargestBody)
        {
            faults.Add($"{at}:MaxBodyBytes", $"{route.MaxBodyBytes}", $"1 to {LargestBody} bytes.");
        }
        else if (route.MaxBodyBytes > hostLimit)
        {
            faults.Add($"{at}:MaxBodyBytes", $"{route.MaxBodyBytes}", $"the host takes {hostLimit} bytes at most ({HostLimitSetting}). Raise that, or lower this.");
        }

        if (route.RateLimit is < 0 or > FastestRate)
        {
            faults.Add($"{at}:RateLimit", $"{route.RateLimit}", $"0 (none) to {FastestRate} requests a second.");
        }
    }

    private static void CheckValues(SettingFaults faults, string at, WebhookRouteOptions route)
    {
        if (RequestValue.Parse(route.GroupBy) is null or RequestValue.Content)
        {
            faults.Add($"{at}:GroupBy", route.GroupBy, "give path, header:Name or a JSON pointer such as /customer/id.");
        }

        if (!string.IsNullOrEmpty(route.DeduplicateBy) && RequestValue.Parse(route.DeduplicateBy) is null or RequestValue.Path)
        {
            faults.Add($"{at}:DeduplicateBy", route.DeduplicateBy, "give content, header:Name or a JSON pointer such as /id.");
        }

        foreach (var (setting, text) in new[] { ("GroupBy", route.GroupBy), ("DeduplicateBy", route.DeduplicateBy) })
        {
            if (RequestValue.Parse(text) is RequestValue.Header header && SignatureRules.IsSecretHeader(route.Signature, header.Name))
            {
                faults.Add($"{at}:{setting}", text, "this header holds the secret: it must not travel through the queue.");
            }
        }
    }

    private static void CheckKeptHeaders(SettingFaults faults, string at, WebhookRouteOptions route)
    {
        if (route.KeepHeaders.Count > MostHeaders)
        {
            faults.Add(at, $"{route.KeepHeaders.Count} headers", $"at most {MostHeaders} are kept: SQS takes ten attributes a message.");
        }

        foreach (var header in route.KeepHeaders.Where(static h => !RequestValue.IsHeaderName(h) || OwnHeaders.Contains(h, StringComparer.OrdinalIgnoreCase)))
        {
            faults.Add(at, header, "a header's name is needed, and not one that HTTP or the delivery itself uses. The content type is kept always.");
        }

        foreach (var header in route.KeepHeaders.Where(h => SignatureRules.IsSecretHeader(route.Signature, h)))
        {
            faults.Add(at, header, "this header holds the secret: it must not travel through the queue. Leave it out.");
        }

        foreach (var twice in route.KeepHeaders.GroupBy(static h => h, StringComparer.OrdinalIgnoreCase).Where(static g => g.Count() > 1))
        {
            faults.Add(at, twice.Key, "this header is named twice.");
        }
    }
}
