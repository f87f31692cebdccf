namespace CrossCloudOps.Emulators.Slack;

/// <summary>A channel of the emulated workspace.</summary>
public sealed record SlackChannel(string Id, string Name)
{
    /// <summary>An archived channel refuses every message.</summary>
    public bool IsArchived { get; init; }

    /// <summary>Whether the bot was invited: without that it may neither read nor post.</summary>
    public bool BotIsMember { get; init; } = true;
}
