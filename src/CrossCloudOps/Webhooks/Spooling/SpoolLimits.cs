namespace CrossCloudOps.Webhooks.Spooling;

/// <summary>How a spool is cut and paced.</summary>
internal sealed record SpoolLimits
{
    /// <summary>
    /// A segment of so many bytes takes no more. A record has at least 168, so that nobody comes near the Blob service's 50,000 appends to
    /// one document.
    /// </summary>
    public long Segment { get; init; } = 8 * 1024 * 1024;

    /// <summary>
    /// From one append of an instance to its next; what arrives meanwhile goes together. It also leaves the drainer gaps under load: it
    /// can end a spool only if nothing was appended since it last looked.
    /// </summary>
    public TimeSpan BetweenAppends { get; init; } = TimeSpan.FromMilliseconds(250);
}
