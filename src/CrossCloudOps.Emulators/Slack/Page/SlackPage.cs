using System.Globalization;
using System.Text;

namespace CrossCloudOps.Emulators.Slack.Page;

/// <summary>The workspace as one person sees it. Pure: the same state gives the same page.</summary>
internal sealed class SlackPage
{
    private const int MaxShown = 100;
    private readonly SlackWorkspace _workspace;
    private readonly MessageHtml _messages;
    private readonly ModalHtml _modals;

    public SlackPage(SlackWorkspace workspace)
    {
        _workspace = workspace;
        var text = new TextHtml(workspace);
        var blocks = new BlocksHtml(text);
        _messages = new MessageHtml(workspace, text, blocks);
        _modals = new ModalHtml(text, blocks);
    }

    /// <summary>What changes while the page is open, by the id of the list that it stands in.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<PagePart>> Parts(PageView view)
    {
        var messages = _workspace.Messages.In(view.Channel.Id).Where(view.Sees).ToList();
        var heads = messages.Where(one => !one.IsReply).Select(one => one.Ts).ToHashSet();
        return new Dictionary<string, IReadOnlyList<PagePart>>
        {
            ["channels"] = [.. _workspace.Conversations.Select(channel => Channel(channel, view))],
            ["messages"] =
            [
                .. messages.Where(one => !one.IsReply || one.ReplyBroadcast || !heads.Contains(one.ThreadTs!))
                    .TakeLast(MaxShown).Select(one => _messages.Part(one, view, inThread: false)),
            ],
            ["thread"] =
            [
                .. messages.Where(one => one.Ts == view.ThreadTs || (one.IsReply && one.ThreadTs == view.ThreadTs))
                    .Select(one => _messages.Part(one, view, inThread: true)),
            ],
            ["modals"] = [.. _workspace.Views.All.Where(open => open.UserId == view.User.Id).Select(_modals.Part)],
            ["refusals"] =
            [
                .. _workspace.Calls.All.Index().Where(one => one.Item is { Ok: false, Error: not "unanswered" })
                    .TakeLast(MaxShown).Reverse().Select(one => Refusal(one.Index, one.Item)),
            ],
        };
    }

    public string ToHtml(PageView view)
    {
        var parts = Parts(view);
        string List(string id) => string.Concat(parts[id].Select(part => part.Html));

        var title = BlockJson.Encode(Title(view.Channel));
        var html = new StringBuilder("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">");
        html.Append($"<title>{title} · Slack emulator</title><meta name=\"viewport\" content=\"width=device-width\">");
        html.Append("<meta name=\"color-scheme\" content=\"light dark\"><link rel=\"icon\" href=\"data:,\">");
        html.AppendJoin("", PageAssets.Styles.Select(name => $"<link rel=\"stylesheet\" href=\"/{name}\">"));
        html.AppendJoin("", PageAssets.Scripts.Select(name => $"<script src=\"/{name}\" defer></script>"));
        html.Append($"</head><body class=\"{(view.ThreadTs is null ? "" : "with-thread")}\" data-user=\"{BlockJson.Encode(view.User.Id)}\"");
        html.Append($" data-channel=\"{BlockJson.Encode(view.Channel.Id)}\" data-thread=\"{BlockJson.Encode(view.ThreadTs)}\">");
        html.Append("<a class=\"skip\" href=\"#text\">Skip to the message box</a><header class=\"top\"><h1>Slack emulator</h1>");
        html.Append("<nav aria-label=\"Act as\"><span>You are</span>").AppendJoin("", _workspace.Options.Users.Select(user => User(user, view)));
        html.Append($"</nav><details class=\"refused\"><summary>Refused: <output id=\"refused\">{parts["refusals"].Count}</output></summary>");
        html.Append($"<ol id=\"refusals\" aria-label=\"What Slack refused\">{List("refusals")}</ol></details></header>");
        html.Append($"<nav class=\"side\" aria-label=\"Channels\"><ul id=\"channels\">{List("channels")}</ul></nav>");
        html.Append($"<main><h2>{title}{(view.Channel.IsArchived ? " <small>archived</small>" : "")}</h2>");
        html.Append($"<ol id=\"messages\" class=\"list\" tabindex=\"0\" aria-label=\"Messages\">{List("messages")}</ol>");
        html.Append("<p id=\"lost\" class=\"trouble\" role=\"status\"></p><form id=\"compose\"><p class=\"trouble\" role=\"alert\"></p>");
        html.Append($"<label class=\"unseen\" for=\"text\">Message {title}</label>");
        html.Append($"<input id=\"text\" name=\"text\" autocomplete=\"off\" placeholder=\"Message {title}: slash commands\"><button class=\"button primary\">Send</button></form></main>");
        html.Append(view.ThreadTs is null ? "" : Pane(view, List("thread")));
        html.Append($"<div id=\"modals\">{List("modals")}</div><p id=\"said\" class=\"unseen\" role=\"status\"></p></body></html>");
        return html.ToString();
    }

    private static string Pane(PageView view, string messages) =>
        $"<aside aria-label=\"Thread\"><header><h2>Thread</h2><a data-go class=\"close\" aria-label=\"Close thread\" href=\"{view.Link()}\">✕</a></header>"
        + $"<ol id=\"thread\" class=\"list\" tabindex=\"0\" aria-label=\"Messages of the thread\">{messages}</ol></aside>";

    private static string User(SlackUser user, PageView view) =>
        $"<a data-go href=\"{view.Link(user: user, thread: view.ThreadTs)}\"{Current(user.Id == view.User.Id)}>{BlockJson.Encode(user.Name)}</a>";

    /// <summary>The newest timestamp makes a new look of the item, by which the script sees that there is news.</summary>
    private PagePart Channel(SlackChannel channel, PageView view)
    {
        var newest = _workspace.Messages.In(channel.Id).LastOrDefault(view.Sees)?.Ts;
        return PagePart.Of(
            "c-" + channel.Id,
            $"li data-newest=\"{BlockJson.Encode(newest)}\"",
            $"<a data-go href=\"{view.Link(channel: channel)}\"{Current(channel == view.Channel)}>{BlockJson.Encode(Title(channel))}</a>");
    }

    private PagePart Refusal(int number, SlackCall call)
    {
        var where = call.Channel is null ? "" : " in " + (_workspace.ChannelByIdOrName(call.Channel) is { } known ? Title(known) : call.Channel);
        var reasons = string.Concat(call.Reasons.Select(reason => $"<li>{BlockJson.Encode(reason)}</li>"));
        return PagePart.Of(
            string.Create(CultureInfo.InvariantCulture, $"r-{number}"),
            "li",
            $"{DateTokens.Time(call.At, "{time_secs}")} <code>{BlockJson.Encode(call.Operation)}</code>{BlockJson.Encode(where)}: <b>{BlockJson.Encode(call.Error)}</b>"
            + (call.Fault is null ? "" : " <small>(a fault that was asked for)</small>") + (reasons.Length == 0 ? "" : $"<ul>{reasons}</ul>"));
    }

    private static string Current(bool current) => current ? " aria-current=\"page\"" : "";

    private static string Title(SlackChannel channel) => (channel.Id.StartsWith('D') ? "@" : "#") + channel.Name;
}
