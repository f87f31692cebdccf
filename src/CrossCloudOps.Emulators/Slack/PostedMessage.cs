using System.Text.Json;

namespace CrossCloudOps.Emulators.Slack;

/// <summary>A message as the workspace keeps it. A snapshot: later edits make new records.</summary>
public sealed record PostedMessage(string Channel, string Ts, string Text)
{
    /// <summary>The parent's <see cref="Ts"/> on an answer in a thread.</summary>
    public string? ThreadTs { get; init; }

    /// <summary>The author; the bot's own user id for everything the app posts.</summary>
    public required string User { get; init; }

    public string? Username { get; init; }

    public string? IconEmoji { get; init; }

    /// <summary>The blocks with the ids that Slack adds where there are none.</summary>
    public JsonElement? Blocks { get; init; }

    public JsonElement? Metadata { get; init; }

    /// <summary>The only person who sees it, on an ephemeral message.</summary>
    public string? EphemeralTo { get; init; }

    public bool ReplyBroadcast { get; init; }

    public bool UnfurlLinks { get; init; } = true;

    public bool UnfurlMedia { get; init; } = true;

    /// <summary>The operation that posted it, for example <c>chat.postMessage</c> or <c>webhook</c>.</summary>
    public required string Via { get; init; }

    /// <summary>Files shared with this message.</summary>
    public IReadOnlyList<string> FileIds { get; init; } = [];

    /// <summary>Whether people see "(edited)": Slack shows it on edits of plain text only.</summary>
    public bool ShowsEdited { get; init; }

    /// <summary>What stood here before, oldest first.</summary>
    public IReadOnlyList<MessageVersion> History { get; init; } = [];

    /// <summary>How often it was changed.</summary>
    public int Edits => History.Count;

    internal bool IsReply => ThreadTs is not null && ThreadTs != Ts;

    internal PostedMessage Edited(DateTimeOffset now) =>
        this with { History = [.. History, new MessageVersion(Text, Blocks, now)] };
}
