using NCrontab;

namespace CrossCloudOps.Webhooks;

/// <summary>A route whose settings were found right.</summary>
internal sealed record WebhookRoute
{
    public required string Key { get; init; }

    public required string Path { get; init; }

    public required string QueueUrl { get; init; }

    /// <summary>Null: webhooks are taken in only.</summary>
    public Uri? Target { get; init; }

    public required SignatureOptions Signature { get; init; }

    public required RequestValue GroupBy { get; init; }

    /// <summary>Null: the delivery id of the signature's scheme, else the content.</summary>
    public RequestValue? DeduplicateBy { get; init; }

    public required IReadOnlyList<string> KeepHeaders { get; init; }

    public required int MaxBodyBytes { get; init; }

    public required int RateLimit { get; init; }

    public required int MaxConcurrency { get; init; }

    public required TimeSpan Timeout { get; init; }

    public required OnFailure OnFailure { get; init; }

    public required IReadOnlySet<int> HopelessStatuses { get; init; }

    public required PumpMode Pump { get; init; }

    public required TimeSpan ProbeEvery { get; init; }

    public required bool AllowPrivateTargets { get; init; }

    public required IReadOnlyList<byte[]> ForwardingKeys { get; init; }

    public required IReadOnlyList<ReleaseWindow> ReleaseWindows { get; init; }

    public string? Channel { get; init; }

    public string QueueName => QueueUrl[(QueueUrl.LastIndexOf('/') + 1)..];
}

/// <summary>A time that comes again and again, in which nothing is delivered.</summary>
internal sealed record ReleaseWindow(CrontabSchedule Starts, TimeSpan Lasts)
{
    /// <summary>When the window ends that is open now; null if none is.</summary>
    public DateTimeOffset? OpenUntil(DateTimeOffset now)
    {
        var last = Starts.GetNextOccurrences((now - Lasts).UtcDateTime, now.UtcDateTime.AddTicks(1)).LastOrDefault();
        return last == default ? null : new DateTimeOffset(last, TimeSpan.Zero) + Lasts;
    }
}
