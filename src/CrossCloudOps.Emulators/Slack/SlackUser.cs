namespace CrossCloudOps.Emulators.Slack;

/// <summary>A person in the emulated workspace.</summary>
public sealed record SlackUser(string Id, string Name);
