namespace CrossCloudOps.Emulators.Slack;

/// <summary>What a response URL belongs to: the clicked message (none for a command) and the person.</summary>
internal sealed record ResponseTarget(string Channel, string UserId, string? MessageTs);
