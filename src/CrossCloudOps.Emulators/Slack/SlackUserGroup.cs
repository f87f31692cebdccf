namespace CrossCloudOps.Emulators.Slack;

/// <summary>A user group (<c>@name</c>) and the ids of its people.</summary>
public sealed record SlackUserGroup(string Id, string Handle, IReadOnlyList<string> UserIds);
