namespace CrossCloudOps.Logs.Receiving;

/// <summary>What a subscription sends at a time: events of one stream.</summary>
internal sealed record LogPayload(string Group, string Stream, IReadOnlyList<LogEvent> Events);

/// <summary>What was in a record; its good payloads also if it has a fault.</summary>
internal readonly record struct RecordContent(IReadOnlyList<LogPayload> Payloads, UnreadableReason? Fault)
{
    public static RecordContent Unreadable(UnreadableReason reason) => new([], reason);
}
