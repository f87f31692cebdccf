using System.Text.Json;

namespace CrossCloudOps.Emulators.Slack.Page;

/// <summary>Text objects as HTML, and the names of those whom ids stand for. Pure.</summary>
internal sealed class TextHtml(SlackWorkspace workspace)
{
    private readonly Mrkdwn _mrkdwn = new(id => NameOf(workspace, id));

    public IReadOnlyList<SlackUser> Users => workspace.Options.Users;

    public IReadOnlyList<SlackChannel> Channels => workspace.Options.Channels;

    public string Of(JsonElement parent, string name) => parent.Field(name) is { } text ? Of(text) : "";

    public string Of(JsonElement text) =>
        text.String("type") == "mrkdwn" ? _mrkdwn.ToHtml(text.String("text") ?? "") : Mrkdwn.Plain(text.String("text") ?? "");

    public string OfMrkdwn(string text) => _mrkdwn.ToHtml(text);

    public string Mention(string sign, string? id) =>
        $"<span class=\"mention\">{BlockJson.Encode(sign + (NameOf(workspace, id ?? "") ?? id))}</span>";

    private static string? NameOf(SlackWorkspace workspace, string id) =>
        workspace.UserById(id)?.Name
        ?? workspace.ChannelById(id)?.Name
        ?? workspace.Options.UserGroups.FirstOrDefault(group => group.Id == id)?.Handle
        ?? (id == workspace.Options.BotUserId ? workspace.NameOf(id) : null);
}
