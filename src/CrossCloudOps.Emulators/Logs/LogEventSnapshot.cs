namespace CrossCloudOps.Emulators.Logs;

/// <summary>An event of a group, ingested or still on its way.</summary>
public sealed record LogEventSnapshot(string EventId, string Stream, string Message)
{
    /// <summary>When it happened, to the millisecond.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>From when on it can be read.</summary>
    public required DateTimeOffset IngestedAt { get; init; }
}
