using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace CrossCloudOps.Emulators.Slack.Methods;

/// <summary>https://docs.slack.dev/reference/methods?family=conversations</summary>
internal sealed class ConversationMethods(SlackWorkspace workspace)
{
    private const int MaxLimit = 999;

    public IEnumerable<SlackMethod> All =>
    [
        new("conversations.history", History) { FormOnly = true },
        new("conversations.replies", Replies) { FormOnly = true },
        new("conversations.info", Info) { FormOnly = true },
        new("conversations.list", List) { FormOnly = true },
    ];

    /// <summary>Newest first: what stands in the channel itself, not the answers in threads.</summary>
    private SlackAnswer History(SlackArguments arguments)
    {
        if (Unreadable(arguments, out var channel) is { } refusal)
        {
            return refusal;
        }

        var messages = workspace.Messages.In(channel.Id)
            .Where(one => one.EphemeralTo is null && (!one.IsReply || one.ReplyBroadcast))
            .Reverse();
        return Page(messages, arguments, defaultLimit: 100);
    }

    /// <summary>The parent, then the answers, oldest first.</summary>
    private SlackAnswer Replies(SlackArguments arguments)
    {
        if (Unreadable(arguments, out var channel) is { } refusal)
        {
            return refusal;
        }

        if (arguments.Text("ts") is not { } ts)
        {
            return SlackAnswer.MissingField("ts");
        }

        return workspace.Messages.Find(channel.Id, ts) is not { EphemeralTo: null } parent
            ? SlackAnswer.Refuse("thread_not_found")
            : Page([parent, .. workspace.Messages.Replies(channel.Id, ts)], arguments, defaultLimit: 1000, always: ts);
    }

    private SlackAnswer Info(SlackArguments arguments) =>
        arguments.Text("channel") is not { } id ? SlackAnswer.MissingField("channel")
        : workspace.ChannelById(id) is { } channel ? SlackAnswer.Ok(new JsonObject { ["channel"] = Json(channel) })
        : SlackAnswer.Refuse("channel_not_found");

    private SlackAnswer List(SlackArguments arguments)
    {
        var start = Cursor(arguments) is { } cursor ? (int)cursor : 0;
        var limit = Math.Clamp(arguments.Number("limit") ?? 100, 1, MaxLimit);
        var hideArchived = arguments.Flag("exclude_archived");
        var channels = workspace.Options.Channels.Where(one => !(hideArchived && one.IsArchived)).ToList();
        return SlackAnswer.Ok(new JsonObject
        {
            ["channels"] = new JsonArray([.. channels.Skip(start).Take(limit).Select(Json)]),
            ["response_metadata"] = new JsonObject
            {
                ["next_cursor"] = start + limit < channels.Count ? Encode((start + limit).ToString(CultureInfo.InvariantCulture)) : "",
            },
        });
    }

    private SlackAnswer? Unreadable(SlackArguments arguments, out SlackChannel channel)
    {
        channel = workspace.ChannelById(arguments.Text("channel"))!;
        return arguments.Text("channel") is null ? SlackAnswer.MissingField("channel")
            : channel is null ? SlackAnswer.Refuse("channel_not_found")
            : !channel.BotIsMember ? SlackAnswer.Refuse("not_in_channel")
            : arguments.Text("oldest") is { } oldest && MessageBook.Parse(oldest) is null ? SlackAnswer.Refuse("invalid_ts_oldest")
            : arguments.Text("latest") is { } latest && MessageBook.Parse(latest) is null ? SlackAnswer.Refuse("invalid_ts_latest")
            : arguments.Has("cursor") && arguments.Text("cursor") is not null && Cursor(arguments) is null ? SlackAnswer.Refuse("invalid_cursor")
            : null;
    }

    /// <summary>One page; the message <paramref name="always"/>, a thread's parent, is there whatever the bounds say.</summary>
    private SlackAnswer Page(IEnumerable<PostedMessage> messages, SlackArguments arguments, int defaultLimit, string? always = null)
    {
        var oldest = MessageBook.Parse(arguments.Text("oldest")) ?? 0;
        var latest = MessageBook.Parse(arguments.Text("latest")) ?? decimal.MaxValue;
        var inclusive = arguments.Flag("inclusive");
        var limit = Math.Clamp(arguments.Number("limit") ?? defaultLimit, 1, MaxLimit + 1);
        var found = messages
            .Where(one => one.Ts == always || Within(MessageBook.Parse(one.Ts)!.Value, oldest, latest, inclusive))
            .ToList();
        var start = Cursor(arguments) is { } cursor ? Math.Max(0, found.FindIndex(one => MessageBook.Parse(one.Ts) == cursor)) : 0;
        var page = found.Skip(start).Take(limit);
        var next = found.ElementAtOrDefault(start + limit);
        var metadata = arguments.Flag("include_all_metadata");
        var answer = new JsonObject
        {
            ["messages"] = new JsonArray([.. page.Select(one => MessageJson.Of(workspace, one, metadata))]),
            ["has_more"] = next is not null,
            ["pin_count"] = 0,
        };
        if (next is not null)
        {
            answer["response_metadata"] = new JsonObject { ["next_cursor"] = Encode(next.Ts) };
        }

        return SlackAnswer.Ok(answer);
    }

    /// <summary>Bounds are exclusive unless asked otherwise.</summary>
    private static bool Within(decimal ts, decimal oldest, decimal latest, bool inclusive) =>
        inclusive ? ts >= oldest && ts <= latest : ts > oldest && ts < latest;

    private static string Encode(string position) => Convert.ToBase64String(Encoding.ASCII.GetBytes("next_ts:" + position));

    private static decimal? Cursor(SlackArguments arguments)
    {
        var buffer = new byte[128];
        return arguments.Text("cursor") is { } cursor && Convert.TryFromBase64String(cursor, buffer, out var length)
            && Encoding.ASCII.GetString(buffer, 0, length) is var text && text.StartsWith("next_ts:", StringComparison.Ordinal)
            ? MessageBook.Parse(text["next_ts:".Length..])
            : null;
    }

    private static JsonObject Json(SlackChannel channel) => new()
    {
        ["id"] = channel.Id,
        ["name"] = channel.Name,
        ["is_channel"] = true,
        ["is_im"] = channel.Id.StartsWith('D'),
        ["is_private"] = false,
        ["is_archived"] = channel.IsArchived,
        ["is_member"] = channel.BotIsMember,
    };
}
