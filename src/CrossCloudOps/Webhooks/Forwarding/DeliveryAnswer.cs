namespace CrossCloudOps.Webhooks.Forwarding;

internal enum DeliveryVerdict
{
    Delivered,

    /// <summary>The target is not there or busy: that is not about the message.</summary>
    Down,

    /// <summary>The target answered, and not with success.</summary>
    Refused,

    /// <summary>The target will never take this message.</summary>
    Hopeless,
}

/// <summary>What came of a POST to the target.</summary>
/// <param name="Status">Null: there was no answer.</param>
/// <param name="Code"><c>HTTP 503</c>, or why there was no answer.</param>
/// <param name="Excerpt">The beginning of the answer, as text.</param>
internal sealed record DeliveryAnswer(int? Status, string Code, string Excerpt, TimeSpan? RetryAfter)
{
    /// <summary>The message itself cannot be delivered, whatever the target is.</summary>
    public bool IsUndeliverable { get; init; }

    public static DeliveryAnswer Undeliverable(string why) => new(null, "undeliverable", why, null) { IsUndeliverable = true };
}
