namespace CrossCloudOps.Webhooks;

/// <summary>A webhook as it was taken in, and as it is delivered.</summary>
internal sealed record Webhook
{
    /// <summary>The sender's delivery id, or one of our own. The target sees it as <c>webhook-id</c>, the same at every attempt.</summary>
    public required string Id { get; init; }

    /// <summary>The body, byte for byte.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    public string? ContentType { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The kept headers, in the spelling of the settings.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}
