namespace CrossCloudOps.Webhooks.Receiving;

/// <summary>The headers that go with a webhook to its target.</summary>
internal static class KeptHeaders
{
    /// <summary>In the spelling of the settings. A value with characters that SQS does not take is left out, rather than the webhook.</summary>
    public static IReadOnlyDictionary<string, string> Of(WebhookRoute route, RequestHeaders headers)
    {
        var kept = new Dictionary<string, string>();
        foreach (var name in route.KeepHeaders)
        {
            if (headers.Text(name) is { } value && WebhookWire.IsTaken(value))
            {
                kept[name] = value;
            }
        }

        return kept;
    }
}
