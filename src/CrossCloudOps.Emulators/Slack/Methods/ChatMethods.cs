using System.Text.Json;
using System.Text.Json.Nodes;

namespace CrossCloudOps.Emulators.Slack.Methods;

/// <summary>https://docs.slack.dev/reference/methods?family=chat</summary>
internal sealed class ChatMethods(SlackWorkspace workspace, Uri origin)
{
    private const int MaxUpdateText = 4000;

    public IEnumerable<SlackMethod> All =>
    [
        new("chat.postMessage", PostMessage),
        new("chat.postEphemeral", PostEphemeral),
        new("chat.update", Update),
        new("chat.delete", Delete),
        new("chat.getPermalink", GetPermalink) { FormOnly = true },
    ];

    private SlackAnswer PostMessage(SlackArguments arguments)
    {
        if (Refused(arguments, out var channel, out var content) is { } refusal)
        {
            return refusal;
        }

        if (workspace.PaceOf(channel.Id) is { } wait)
        {
            return SlackAnswer.RateLimited(wait);
        }

        var message = workspace.Messages.Add(new PostedMessage(channel.Id, "", content.ShownText)
        {
            User = workspace.Options.BotUserId,
            Username = arguments.Text("username"),
            IconEmoji = arguments.Text("icon_emoji"),
            ThreadTs = arguments.Text("thread_ts"),
            ReplyBroadcast = arguments.Flag("reply_broadcast"),
            UnfurlLinks = arguments.Flag("unfurl_links", otherwise: true),
            UnfurlMedia = arguments.Flag("unfurl_media", otherwise: true),
            Blocks = content.Blocks,
            Metadata = NonEmpty(content.Metadata),
            Via = "chat.postMessage",
        });
        return SlackAnswer.Ok(new JsonObject
        {
            ["channel"] = channel.Id,
            ["ts"] = message.Ts,
            ["message"] = MessageJson.Of(workspace, message),
        });
    }

    private SlackAnswer PostEphemeral(SlackArguments arguments)
    {
        if (Refused(arguments, out var channel, out var content) is { } refusal)
        {
            return refusal;
        }

        if (workspace.UserById(arguments.Text("user")) is not { } user)
        {
            return SlackAnswer.Refuse("user_not_in_channel");
        }

        var message = workspace.Messages.Add(new PostedMessage(channel.Id, "", content.ShownText)
        {
            User = workspace.Options.BotUserId,
            ThreadTs = arguments.Text("thread_ts"),
            EphemeralTo = user.Id,
            Blocks = content.Blocks,
            Via = "chat.postEphemeral",
        });
        return SlackAnswer.Ok(new JsonObject { ["message_ts"] = message.Ts });
    }

    private SlackAnswer Update(SlackArguments arguments)
    {
        var (content, refusal) = MessageContent.Read(arguments);
        if (Editable(arguments, "cant_update_message", out var message) is { } notEditable)
        {
            return notEditable;
        }

        if (refusal is not null)
        {
            return refusal.AsAnswer();
        }

        if (content.IsEmpty && !content.BlocksGiven && content.Metadata is null)
        {
            return SlackAnswer.Refuse("no_text");
        }

        if (content.Text?.Length > MaxUpdateText)
        {
            return SlackAnswer.Refuse("msg_too_long");
        }

        var updated = workspace.Messages.Edit(message.Channel, message.Ts, old => Changed(old, content))!;
        return SlackAnswer.Ok(new JsonObject
        {
            ["channel"] = updated.Channel,
            ["ts"] = updated.Ts,
            ["text"] = updated.Text,
            ["message"] = MessageJson.Of(workspace, updated),
        });
    }

    /// <summary>Text without blocks takes the blocks away; metadata stays unless an empty object comes.</summary>
    private static PostedMessage Changed(PostedMessage old, MessageContent content) => old with
    {
        Text = content.Text ?? (content.Blocks is null ? old.Text : content.ShownText),
        Blocks = content.BlocksGiven || content.Text is not null ? content.Blocks : old.Blocks,
        Metadata = content.Metadata is { } metadata ? NonEmpty(metadata) : old.Metadata,
        ShowsEdited = old.ShowsEdited || (content.Blocks is null && content.Text is not null),
    };

    private SlackAnswer Delete(SlackArguments arguments)
    {
        if (Editable(arguments, "cant_delete_message", out var message) is { } refusal)
        {
            return refusal;
        }

        workspace.Messages.Remove(message.Channel, message.Ts);
        return SlackAnswer.Ok(new JsonObject { ["channel"] = message.Channel, ["ts"] = message.Ts });
    }

    private SlackAnswer GetPermalink(SlackArguments arguments)
    {
        if (arguments.Text("channel") is not { } id)
        {
            return SlackAnswer.MissingField("channel");
        }

        if (workspace.ChannelById(id) is not { } channel)
        {
            return SlackAnswer.Refuse("channel_not_found");
        }

        return workspace.Messages.Find(channel.Id, arguments.Text("message_ts") ?? "") is { EphemeralTo: null } message
            ? SlackAnswer.Ok(new JsonObject
            {
                ["channel"] = channel.Id,
                ["permalink"] = new Uri(origin, $"/archives/{channel.Id}/p{message.Ts.Replace(".", "", StringComparison.Ordinal)}").ToString(),
            })
            : SlackAnswer.Refuse("message_not_found");
    }

    /// <summary>What posting and posting to one person refuse alike.</summary>
    private SlackAnswer? Refused(SlackArguments arguments, out SlackChannel channel, out MessageContent content)
    {
        channel = workspace.ChannelByIdOrName(arguments.Text("channel"))!;
        (content, var refusal) = MessageContent.Read(arguments);
        return channel switch
        {
            null => SlackAnswer.Refuse("channel_not_found"),
            { IsArchived: true } => SlackAnswer.Refuse("is_archived"),
            { BotIsMember: false } => SlackAnswer.Refuse("not_in_channel"),
            _ when refusal is not null => refusal.AsAnswer(),
            _ when content.IsEmpty => SlackAnswer.Refuse("no_text"),
            _ when arguments.Text("thread_ts") is { } parent && !workspace.CanReplyTo(channel.Id, parent) =>
                SlackAnswer.Refuse("cannot_reply_to_message"),
            _ => null,
        };
    }

    private SlackAnswer? Editable(SlackArguments arguments, string notOwn, out PostedMessage message)
    {
        message = null!;
        if (workspace.ChannelById(arguments.Text("channel")) is not { } channel)
        {
            return SlackAnswer.Refuse("channel_not_found");
        }

        if (arguments.Text("ts") is not { } ts)
        {
            return SlackAnswer.MissingField("ts");
        }

        if (workspace.Messages.Find(channel.Id, ts) is not { EphemeralTo: null } found)
        {
            return SlackAnswer.Refuse("message_not_found");
        }

        message = found;
        return found.Via == "webhook" || found.User != workspace.Options.BotUserId ? SlackAnswer.Refuse(notOwn) : null;
    }

    private static JsonElement? NonEmpty(JsonElement? metadata) =>
        metadata is { ValueKind: JsonValueKind.Object } value && value.EnumerateObject().Any() ? value : null;
}
