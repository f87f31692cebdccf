namespace CrossCloudOps.Emulators.Slack;

/// <summary>What the emulated workspace looks like, and where the app under test listens.</summary>
public sealed record SlackEmulatorOptions
{
    /// <summary>The port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The clock of timestamps, triggers, response URLs and the rate limit.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>How long after a press a modal may be opened for it: https://docs.slack.dev/interactivity/handling-user-interaction</summary>
    public TimeSpan TriggerLifetime { get; init; } = TimeSpan.FromSeconds(3);

    public string BotToken { get; init; } = "xoxb-emulator";

    public string SigningSecret { get; init; } = "emulator-signing-secret";

    public string TeamId { get; init; } = "T0CROSSCLOUD";

    public string AppId { get; init; } = "A0CROSSCLOUD";

    public string BotUserId { get; init; } = "U0BOT";

    public IReadOnlyList<SlackUser> Users { get; init; } = [new("U0OPERATOR", "olivia"), new("U0GUEST", "gustav")];

    public IReadOnlyList<SlackUserGroup> UserGroups { get; init; } = [];

    /// <summary>The first one is the channel of the incoming webhook.</summary>
    public IReadOnlyList<SlackChannel> Channels { get; init; } = [new("C0ALERTS", "alerts")];

    /// <summary>Where interactions are sent; <see cref="SlackEmulator.InteractionsUrl"/> sets it later.</summary>
    public Uri? InteractionsUrl { get; init; }

    /// <summary>Where slash commands are sent; <see cref="SlackEmulator.CommandsUrl"/> sets it later.</summary>
    public Uri? CommandsUrl { get; init; }

    /// <summary>
    /// Refuses a second message to a channel within one second, as Slack may:
    /// https://docs.slack.dev/apis/web-api/rate-limits
    /// </summary>
    public bool RateLimited { get; init; }
}
