using CrossCloudOps.Slack.Blocks;

namespace CrossCloudOps.Slack;

/// <summary>The fields of the calls that this app makes to Slack's Web API, an incoming webhook or a response URL; unused ones are not sent.</summary>
internal sealed record SlackCall
{
    public string? Channel { get; init; }

    public string? Ts { get; init; }

    public string? Text { get; init; }

    public IReadOnlyList<Block>? Blocks { get; init; }

    public SlackMetadata? Metadata { get; init; }

    public string? Username { get; init; }

    public string? IconEmoji { get; init; }

    public bool? UnfurlLinks { get; init; }

    public bool? UnfurlMedia { get; init; }

    public bool? ReplaceOriginal { get; init; }

    /// <summary><c>ephemeral</c> shows a response to the one who clicked only.</summary>
    public string? ResponseType { get; init; }
}

/// <summary>What this app reads of Slack's answers.</summary>
internal sealed record SlackResponse
{
    public bool Ok { get; init; }

    public string? Error { get; init; }

    public string? Channel { get; init; }

    public string? Ts { get; init; }

    public string? Permalink { get; init; }

    public IReadOnlyList<SlackHistoryMessage>? Messages { get; init; }

    public IReadOnlyList<string>? Users { get; init; }

    public SlackResponseMetadata? ResponseMetadata { get; init; }
}

internal sealed record SlackHistoryMessage(string? Ts, SlackMetadata? Metadata);

internal sealed record SlackResponseMetadata(string? NextCursor, IReadOnlyList<string>? Messages);
