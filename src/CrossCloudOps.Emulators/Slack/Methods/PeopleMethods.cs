using System.Text.Json.Nodes;

namespace CrossCloudOps.Emulators.Slack.Methods;

/// <summary>Who is who: <c>auth.*</c>, <c>users.*</c>, <c>usergroups.*</c>.</summary>
internal sealed class PeopleMethods(SlackWorkspace workspace, Uri origin)
{
    public IEnumerable<SlackMethod> All =>
    [
        new("auth.test", _ => AuthTest()),
        new("users.info", UserInfo) { FormOnly = true },
        new("usergroups.list", _ => UserGroups()) { FormOnly = true },
        new("usergroups.users.list", UserGroupUsers) { FormOnly = true },
    ];

    private SlackAnswer AuthTest() => SlackAnswer.Ok(new JsonObject
    {
        ["url"] = origin.ToString(),
        ["team"] = "CrossCloudOps",
        ["user"] = "crosscloudops",
        ["team_id"] = workspace.Options.TeamId,
        ["user_id"] = workspace.Options.BotUserId,
        ["bot_id"] = SlackWorkspace.BotId,
        ["is_enterprise_install"] = false,
    });

    private SlackAnswer UserInfo(SlackArguments arguments) =>
        workspace.UserById(arguments.Text("user")) is { } user
            ? SlackAnswer.Ok(new JsonObject
            {
                ["user"] = new JsonObject
                {
                    ["id"] = user.Id,
                    ["team_id"] = workspace.Options.TeamId,
                    ["name"] = user.Name,
                    ["real_name"] = user.Name,
                    ["deleted"] = false,
                    ["is_bot"] = false,
                    ["tz_offset"] = 0,
                    ["profile"] = new JsonObject { ["display_name"] = user.Name, ["real_name"] = user.Name },
                },
            })
            : SlackAnswer.Refuse("user_not_found");

    private SlackAnswer UserGroups() => SlackAnswer.Ok(new JsonObject
    {
        ["usergroups"] = new JsonArray([.. workspace.Options.UserGroups.Select(group => new JsonObject
        {
            ["id"] = group.Id,
            ["team_id"] = workspace.Options.TeamId,
            ["is_usergroup"] = true,
            ["handle"] = group.Handle,
            ["name"] = group.Handle,
        })]),
    });

    private SlackAnswer UserGroupUsers(SlackArguments arguments) =>
        arguments.Text("usergroup") is not { } id ? SlackAnswer.MissingField("usergroup")
        : workspace.Options.UserGroups.FirstOrDefault(one => one.Id == id) is { } group
            ? SlackAnswer.Ok(new JsonObject { ["users"] = new JsonArray([.. group.UserIds.Select(user => JsonValue.Create(user))]) })
            : SlackAnswer.Refuse("no_such_subteam");
}
