using System.Text.Json;
using CrossCloudOps.Slack.Blocks;

namespace CrossCloudOps.Slack;

/// <summary>The fields of the calls that this app makes to Slack's Web API, an incoming webhook or a response URL; unused ones are not sent.</summary>
internal sealed record SlackCall
{
    public string? Channel { get; init; }

    public string? Ts { get; init; }

    public string? ThreadTs { get; init; }

    /// <summary>True shows a reply in the channel too.</summary>
    public bool? ReplyBroadcast { get; init; }

    /// <summary>The only one who sees it.</summary>
    public string? User { get; init; }

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

    public string? TriggerId { get; init; }

    public SlackView? View { get; init; }

    public string? ViewId { get; init; }

    /// <summary>An update is refused if the view changed since it had this hash.</summary>
    public string? Hash { get; init; }

    public IReadOnlyList<SlackFile>? Files { get; init; }

    public string? ChannelId { get; init; }

    public string? InitialComment { get; init; }
}

/// <summary>A file that was uploaded.</summary>
internal sealed record SlackFile(string Id, string? Title = null);

/// <summary>What this app reads of Slack's answers.</summary>
internal sealed record SlackResponse
{
    public bool Ok { get; init; }

    public string? Error { get; init; }

    public string? Channel { get; init; }

    public string? Ts { get; init; }

    public string? Permalink { get; init; }

    public IReadOnlyList<SlackHistoryMessage>? Messages { get; init; }

    public SlackOpenView? View { get; init; }

    public string? UploadUrl { get; init; }

    public string? FileId { get; init; }

    public IReadOnlyList<string>? Users { get; init; }

    public SlackResponseMetadata? ResponseMetadata { get; init; }
}

internal sealed record SlackHistoryMessage(string? Ts, SlackFoundMetadata? Metadata, IReadOnlyList<SlackFile>? Files);

/// <summary>Metadata of a message in a history: perhaps another app's, whose payload may be anything.</summary>
internal sealed record SlackFoundMetadata(string? EventType, JsonElement EventPayload)
{
    public string? Text(string field) =>
        EventPayload.ValueKind == JsonValueKind.Object && EventPayload.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

internal sealed record SlackOpenView(string? Id, string? Hash);

internal sealed record SlackResponseMetadata(string? NextCursor, IReadOnlyList<string>? Messages);
