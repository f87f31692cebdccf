using System.Text.Json;
using CrossCloudOps.Emulators.Slack.BlockKit;

namespace CrossCloudOps.Emulators.Slack;

/// <summary>What a caller wants a message to say, checked.</summary>
internal sealed record MessageContent
{
    /// <summary>Longer text is cut without a word: https://docs.slack.dev/reference/methods/chat.postMessage#truncating</summary>
    private const int MaxText = 40_000;

    private const int MaxAttachments = 100;

    public string? Text { get; private init; }

    /// <summary>Null when there are none, also after an empty list.</summary>
    public JsonElement? Blocks { get; private init; }

    public bool BlocksGiven { get; private init; }

    /// <summary>Null when not given; an empty object takes metadata away.</summary>
    public JsonElement? Metadata { get; private init; }

    private bool HasAttachments { get; init; }

    public bool IsEmpty => Text is null && Blocks is null && !HasAttachments;

    /// <summary>Slack's own text for a message of blocks that brought none.</summary>
    public string ShownText => Text ?? (Blocks is null ? "" : "This content can't be displayed.");

    /// <summary>The content, or Slack's refusal.</summary>
    public static (MessageContent Content, SlackRefusal? Refusal) Read(SlackArguments arguments, bool cumulativeLimit = true)
    {
        var text = arguments.Text("text");
        var content = new MessageContent
        {
            Text = text?.Length > MaxText ? text[..MaxText] : text,
            BlocksGiven = arguments.Structure("blocks") is not null,
            Metadata = arguments.Structure("metadata"),
        };
        if (content.Metadata is { } metadata && !IsMetadata(metadata))
        {
            return (content, new SlackRefusal("invalid_metadata_format"));
        }

        if (arguments.Structure("attachments") is { } attachments)
        {
            if (attachments.ValueKind != JsonValueKind.Array)
            {
                return (content, new SlackRefusal("invalid_attachments"));
            }

            if (attachments.GetArrayLength() > MaxAttachments)
            {
                return (content, new SlackRefusal("too_many_attachments"));
            }

            content = content with { HasAttachments = attachments.GetArrayLength() > 0 };
        }

        return ReadBlocks(content, arguments, cumulativeLimit);
    }

    private static (MessageContent Content, SlackRefusal? Refusal) ReadBlocks(
        MessageContent content, SlackArguments arguments, bool cumulativeLimit)
    {
        if (arguments.Structure("blocks") is not { } blocks)
        {
            return (content, null);
        }

        if (blocks.ValueKind != JsonValueKind.Array)
        {
            return (content, new SlackRefusal("invalid_blocks_format"));
        }

        var faults = BlockKitValidator.Message(blocks).Where(fault => cumulativeLimit || fault.Code != BlockKitValidator.TooLong).ToList();
        if (faults.Count > 0)
        {
            var code = faults.Find(fault => fault.Code is not null)?.Code ?? "invalid_blocks";
            return (content, new SlackRefusal(code) { Messages = [.. faults.Select(fault => fault.ToString())] });
        }

        return (blocks.GetArrayLength() == 0 ? content : content with { Blocks = BlockIds.Fill(blocks) }, null);
    }

    /// <summary>https://docs.slack.dev/messaging/message-metadata</summary>
    private static bool IsMetadata(JsonElement metadata) =>
        metadata.ValueKind == JsonValueKind.Object
        && (!metadata.EnumerateObject().Any()
            || (metadata.TryGetProperty("event_type", out var type) && type.ValueKind == JsonValueKind.String
                && metadata.TryGetProperty("event_payload", out var payload) && payload.ValueKind == JsonValueKind.Object));
}
