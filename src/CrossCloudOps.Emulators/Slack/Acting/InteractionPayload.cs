using System.Text.Json.Nodes;

namespace CrossCloudOps.Emulators.Slack.Acting;

/// <summary>What Slack sends when a person acts: https://docs.slack.dev/reference/interaction-payloads</summary>
internal sealed class InteractionPayload(SlackWorkspace workspace, Uri origin)
{
    /// <summary>A press on an element of a message.</summary>
    public JsonObject OfMessage(SlackUser user, SlackChannel channel, PostedMessage message, JsonObject action)
    {
        var payload = Common("block_actions", user);
        payload["container"] = new JsonObject
        {
            ["type"] = "message",
            ["message_ts"] = message.Ts,
            ["channel_id"] = channel.Id,
            ["is_ephemeral"] = message.EphemeralTo is not null,
        };
        if (message.ThreadTs is not null)
        {
            payload["container"]!["thread_ts"] = message.ThreadTs;
        }

        payload["channel"] = new JsonObject { ["id"] = channel.Id, ["name"] = channel.Name };
        if (message.EphemeralTo is null)
        {
            payload["message"] = MessageJson.Of(workspace, message);
        }

        payload["state"] = new JsonObject { ["values"] = new JsonObject() };
        payload["response_url"] = ResponseUrl(new ResponseTarget(channel.Id, user.Id, message.Ts));
        payload["actions"] = new JsonArray(action);
        return payload;
    }

    /// <summary>A press on an element of a modal: it has neither channel nor message.</summary>
    public JsonObject OfView(SlackUser user, OpenView view, JsonObject action)
    {
        var payload = Common("block_actions", user);
        payload["container"] = new JsonObject { ["type"] = "view", ["view_id"] = view.Id };
        payload["view"] = ViewJson(view, null);
        payload["actions"] = new JsonArray(action);
        return payload;
    }

    public JsonObject Submission(SlackUser user, OpenView view, JsonObject values)
    {
        var payload = Common("view_submission", user);
        payload["view"] = ViewJson(view, values);
        payload["response_urls"] = new JsonArray();
        return payload;
    }

    public JsonObject Closed(SlackUser user, OpenView view)
    {
        var payload = Common("view_closed", user);
        payload.Remove("trigger_id");
        payload["view"] = ViewJson(view, null);
        payload["is_cleared"] = false;
        return payload;
    }

    /// <summary>A slash command is plain form fields: https://docs.slack.dev/interactivity/implementing-slash-commands</summary>
    public IReadOnlyDictionary<string, string> Command(SlackUser user, SlackChannel channel, string command, string text) =>
        new Dictionary<string, string>
        {
            ["token"] = "emulator",
            ["team_id"] = workspace.Options.TeamId,
            ["team_domain"] = "crosscloudops",
            ["channel_id"] = channel.Id,
            ["channel_name"] = channel.Name,
            ["user_id"] = user.Id,
            ["user_name"] = user.Name,
            ["command"] = command,
            ["text"] = text,
            ["api_app_id"] = workspace.Options.AppId,
            ["is_enterprise_install"] = "false",
            ["response_url"] = ResponseUrl(new ResponseTarget(channel.Id, user.Id, null)),
            ["trigger_id"] = workspace.Triggers.Issue(user.Id),
        };

    private JsonObject Common(string type, SlackUser user) => new()
    {
        ["type"] = type,
        ["user"] = new JsonObject
        {
            ["id"] = user.Id,
            ["username"] = user.Name,
            ["name"] = user.Name,
            ["team_id"] = workspace.Options.TeamId,
        },
        ["api_app_id"] = workspace.Options.AppId,
        ["token"] = "emulator",
        ["trigger_id"] = workspace.Triggers.Issue(user.Id),
        ["team"] = new JsonObject { ["id"] = workspace.Options.TeamId, ["domain"] = "crosscloudops" },
        ["enterprise"] = null,
        ["is_enterprise_install"] = false,
    };

    private JsonObject ViewJson(OpenView view, JsonObject? values)
    {
        var json = JsonNode.Parse(view.View.GetRawText())!.AsObject();
        json["team_id"] = workspace.Options.TeamId;
        json["app_id"] = workspace.Options.AppId;
        json["bot_id"] = SlackWorkspace.BotId;
        json["state"] = new JsonObject { ["values"] = values ?? [] };
        return json;
    }

    private string ResponseUrl(ResponseTarget target) =>
        new Uri(origin, "/response/" + workspace.ResponseUrls.Issue(target)).ToString();
}
