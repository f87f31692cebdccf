using System.Text.Json;
using System.Text.Json.Nodes;

namespace CrossCloudOps.Emulators.Slack;

/// <summary>A message as answers and interactions carry it.</summary>
internal static class MessageJson
{
    public static JsonObject Of(SlackWorkspace workspace, PostedMessage message, bool metadata = true)
    {
        var json = new JsonObject { ["type"] = "message" };
        if (message.Username is not null || message.Via == "webhook")
        {
            json["subtype"] = "bot_message";
            json["username"] = message.Username ?? "crosscloudops";
        }

        json["user"] = message.User;
        json["bot_id"] = SlackWorkspace.BotId;
        json["app_id"] = workspace.Options.AppId;
        json["team"] = workspace.Options.TeamId;
        json["ts"] = message.Ts;
        json["text"] = message.Text;
        if (message.IconEmoji is not null)
        {
            json["icons"] = new JsonObject { ["emoji"] = message.IconEmoji };
        }

        AddThread(json, workspace, message);
        if (message.Blocks is { } blocks)
        {
            json["blocks"] = Node(blocks);
        }

        if (metadata && message.Metadata is { } data)
        {
            json["metadata"] = Node(data);
        }

        if (message.ShowsEdited)
        {
            json["edited"] = new JsonObject { ["user"] = message.User, ["ts"] = message.Ts };
        }

        if (message.FileIds.Count > 0)
        {
            json["files"] = new JsonArray([.. message.FileIds.Select(workspace.Files.Find).OfType<SharedFile>().Select(OfFile)]);
        }

        return json;
    }

    public static JsonObject OfFile(SharedFile file) => new()
    {
        ["id"] = file.Id,
        ["name"] = file.Name,
        ["title"] = file.Title,
        ["size"] = file.Content.Length,
        ["mode"] = "hosted",
    };

    public static JsonNode Node(JsonElement element) => JsonNode.Parse(element.GetRawText())!;

    private static void AddThread(JsonObject json, SlackWorkspace workspace, PostedMessage message)
    {
        if (message.IsReply)
        {
            json["thread_ts"] = message.ThreadTs;
            json["parent_user_id"] = workspace.Messages.Find(message.Channel, message.ThreadTs!)?.User;
            return;
        }

        var replies = workspace.Messages.Replies(message.Channel, message.Ts);
        if (replies.Count > 0)
        {
            json["thread_ts"] = message.Ts;
            json["reply_count"] = replies.Count;
            json["reply_users_count"] = replies.Select(one => one.User).Distinct().Count();
            json["latest_reply"] = replies[^1].Ts;
        }
    }
}
