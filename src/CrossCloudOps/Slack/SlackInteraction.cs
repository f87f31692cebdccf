namespace CrossCloudOps.Slack;

/// <summary>
/// What this app reads of an interaction's payload.
/// <see href="https://docs.slack.dev/reference/interaction-payloads/block_actions-payload"/>
/// </summary>
internal sealed record SlackInteraction
{
    public string? Type { get; init; }

    public SlackTeam? Team { get; init; }

    public SlackUser? User { get; init; }

    public SlackContainer? Container { get; init; }

    public string? ResponseUrl { get; init; }

    public IReadOnlyList<SlackPressed>? Actions { get; init; }
}

internal sealed record SlackTeam(string? Id);

internal sealed record SlackUser(string? Id, string? TeamId);

internal sealed record SlackContainer(string? ChannelId, string? MessageTs);

/// <summary>The button that was pressed.</summary>
internal sealed record SlackPressed(string? ActionId, string? Value);
