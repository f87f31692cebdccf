using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace CrossCloudOps.Emulators.Slack.Page;

/// <summary>The workspace as one page of HTML, newest messages first. Pure: the same state gives the same page.</summary>
internal sealed class SlackPage
{
    private const int PreviewLength = 600;
    private const int MaxShown = 100;
    private readonly SlackWorkspace _workspace;
    private readonly Mrkdwn _mrkdwn;
    private readonly BlocksHtml _blocks;

    public SlackPage(SlackWorkspace workspace)
    {
        _workspace = workspace;
        _mrkdwn = new Mrkdwn(NameOf);
        _blocks = new BlocksHtml(_mrkdwn);
    }

    public string ToHtml(bool live)
    {
        var channels = _workspace.Conversations.ToList();
        var html = new StringBuilder("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Slack emulator</title>");
        html.Append("<meta name=\"viewport\" content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\">");
        html.Append("<link rel=\"stylesheet\" href=\"/style.css\"><link rel=\"icon\" href=\"data:,\">");
        html.Append(live ? "<meta http-equiv=\"refresh\" content=\"2\">" : "");
        html.Append("</head><body><header><h1>Slack emulator</h1><nav>");
        html.AppendJoin("", channels.Select(channel => $"<a href=\"#{Encode(channel.Id)}\">{Encode(Title(channel))}</a>"));
        html.Append("<small>Times are UTC</small>");
        html.Append(live ? "<a class=\"live on\" href=\"/\">live</a>" : "<a class=\"live\" href=\"/?live\">live</a>");
        html.Append("</nav></header><main>");
        foreach (var view in _workspace.Views.All)
        {
            Modal(html, view);
        }

        foreach (var channel in channels)
        {
            Channel(html, channel);
        }

        return html.Append("</main></body></html>").ToString();
    }

    private void Channel(StringBuilder html, SlackChannel channel)
    {
        var messages = _workspace.Messages.In(channel.Id);
        html.Append($"<section class=\"channel\" id=\"{Encode(channel.Id)}\"><h2>{Encode(Title(channel))}");
        html.Append($" <small>{Count(messages.Count, "message")}{(channel.IsArchived ? ", archived" : "")}</small></h2>");
        if (messages.Count == 0)
        {
            html.Append("<p class=\"empty\">Nothing was said here yet.</p>");
        }

        var heads = messages.Where(one => !one.IsReply).Select(one => one.Ts).ToHashSet();
        var threads = messages.Where(one => one.IsReply && heads.Contains(one.ThreadTs!)).ToLookup(one => one.ThreadTs!);
        var shown = messages.Where(one => !one.IsReply || !heads.Contains(one.ThreadTs!)).Reverse().ToList();
        foreach (var message in shown.Take(MaxShown))
        {
            Message(html, message, [.. threads[message.Ts]]);
        }

        html.Append(shown.Count > MaxShown ? $"<p class=\"empty\">{Count(shown.Count - MaxShown, "older message")} not shown.</p>" : "");

        html.Append("</section>");
    }

    private void Message(StringBuilder html, PostedMessage message, IReadOnlyList<PostedMessage> thread)
    {
        html.Append($"<article id=\"{Encode(message.Channel)}-{Encode(message.Ts)}\"{(message.EphemeralTo is null ? "" : " class=\"ephemeral\"")}>");
        if (message.EphemeralTo is { } reader)
        {
            html.Append($"<p class=\"note\">👁 Only visible to {Encode(_workspace.NameOf(reader))}</p>");
        }

        var author = message.Username ?? _workspace.NameOf(message.User);
        html.Append($"<p class=\"by\"><b>{Encode(author)}</b> <span class=\"app\">APP</span> {Time(message.Ts)}");
        html.Append($" <span class=\"via\">{Encode(message.Via)}</span></p>");
        html.Append("<div class=\"body\">").Append(Body(message.Text, message.Blocks));
        html.Append(message.ShowsEdited ? " <span class=\"edited\">(edited)</span>" : "").Append("</div>");
        foreach (var file in message.FileIds.Select(_workspace.Files.Find).OfType<SharedFile>())
        {
            File(html, file);
        }

        History(html, message);
        if (thread.Count > 0)
        {
            html.Append($"<div class=\"thread\"><p class=\"note\">{Count(thread.Count, "reply", "replies")}</p>");
            foreach (var reply in thread)
            {
                Message(html, reply, []);
            }

            html.Append("</div>");
        }

        html.Append("</article>");
    }

    /// <summary>Blocks are the message where there are any; the text then only stands in notifications.</summary>
    private string Body(string text, JsonElement? blocks) =>
        blocks is { } some ? _blocks.ToHtml(some) : $"<p>{_mrkdwn.ToHtml(text)}</p>";

    private void History(StringBuilder html, PostedMessage message)
    {
        if (message.Edits == 0)
        {
            return;
        }

        html.Append($"<details class=\"history\"><summary>{Count(message.Edits, "edit")}, last at {Clock(message.History[^1].ReplacedAt)}</summary>");
        foreach (var version in message.History.Reverse())
        {
            html.Append($"<p class=\"note\">until {Clock(version.ReplacedAt)}</p><div class=\"body old\">{Body(version.Text, version.Blocks)}</div>");
        }

        html.Append("</details>");
    }

    private static void File(StringBuilder html, SharedFile file)
    {
        var text = file.Text;
        html.Append($"<details class=\"file\"><summary>📄 <a href=\"/files/{Encode(file.Id)}\">{Encode(file.Title ?? file.Name)}</a>");
        html.Append(string.Create(CultureInfo.InvariantCulture, $" <small>{file.Content.Length:N0} bytes</small></summary><pre>"));
        html.Append(Encode(text.Length > PreviewLength ? text[..PreviewLength] + " …" : text)).Append("</pre></details>");
    }

    private void Modal(StringBuilder html, OpenView open)
    {
        string Label(string name) =>
            open.View.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.Object ? text.GetProperty("text").GetString() ?? "" : "";

        html.Append($"<section class=\"modal\" id=\"{Encode(open.Id)}\"><p class=\"note\">Open for {Encode(_workspace.NameOf(open.UserId))} · {Encode(open.Id)}</p>");
        html.Append($"<h2>{Mrkdwn.Plain(Label("title"))}</h2><div class=\"body\">{_blocks.ToHtml(open.View.GetProperty("blocks"))}<div class=\"actions end\">");
        html.Append($"<span class=\"button plain\">{Mrkdwn.Plain(Label("close") is { Length: > 0 } close ? close : "Cancel")}</span>");
        html.Append(Label("submit") is { Length: > 0 } submit ? $"<span class=\"button primary\">{Mrkdwn.Plain(submit)}</span>" : "");
        html.Append("</div></div></section>");
    }

    private string? NameOf(string id) =>
        _workspace.UserById(id)?.Name
        ?? _workspace.ChannelById(id)?.Name
        ?? _workspace.Options.UserGroups.FirstOrDefault(group => group.Id == id)?.Handle
        ?? (id == _workspace.Options.BotUserId ? _workspace.NameOf(id) : null);

    private static string Title(SlackChannel channel) => (channel.Id.StartsWith('D') ? "@" : "#") + channel.Name;

    private static string Time(string ts) => MessageBook.Parse(ts) is { } seconds
        ? $"<time title=\"{Encode(ts)}\">{Clock(DateTimeOffset.FromUnixTimeSeconds((long)seconds))}</time>"
        : "";

    private static string Clock(DateTimeOffset time) => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Count(int count, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many ?? one + "s")}");

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
