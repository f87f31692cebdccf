using System.Globalization;
using System.Text;

namespace CrossCloudOps.Emulators.Slack.Page;

/// <summary>A message as HTML. Pure: the same state gives the same text.</summary>
internal sealed class MessageHtml(SlackWorkspace workspace, TextHtml text, BlocksHtml blocks)
{
    private const int PreviewLength = 600;

    /// <param name="inThread">Whether it stands in the pane at the side; there no thread is offered.</param>
    public PagePart Part(PostedMessage message, PageView view, bool inThread)
    {
        var id = $"{(inThread ? "t" : "m")}-{message.Ts}";
        var html = new StringBuilder();
        Head(html, message);
        html.Append("<div class=\"body\">");
        html.Append(message.Blocks is { } some ? blocks.ToHtml(some, id) : $"<div class=\"text\">{text.OfMrkdwn(message.Text)}</div>");
        html.Append(message.ShowsEdited ? " <span class=\"edited\">(edited)</span>" : "").Append("</div>");
        foreach (var file in message.FileIds.Select(workspace.Files.Find).OfType<SharedFile>())
        {
            File(html, file);
        }

        if (!inThread)
        {
            Thread(html, message, view);
        }

        var kind = message.EphemeralTo is null ? "message" : "message ephemeral";
        return PagePart.Of(
            id,
            $"li class=\"{kind}\" tabindex=\"-1\" data-ts=\"{BlockJson.Encode(message.Ts)}\" data-say=\"{BlockJson.Encode($"{Author(message)}: {Spoken(message)}")}\"",
            html.ToString());
    }

    private string Author(PostedMessage message) => message.Username ?? workspace.NameOf(message.User);

    /// <summary>What is read out when the message comes: the text that also stands in notifications.</summary>
    private static string Spoken(PostedMessage message) => message.Text.Length > 200 ? message.Text[..200] + "…" : message.Text;

    private void Head(StringBuilder html, PostedMessage message)
    {
        if (message.EphemeralTo is not null)
        {
            html.Append("<p class=\"only\">👁 Only visible to you <button type=\"button\" class=\"link\" data-dismiss>Dismiss message</button></p>");
        }

        var author = Author(message);
        var icon = message.IconEmoji is { } emoji ? Emoji.Draw(emoji) : author[..1].ToUpperInvariant();
        html.Append($"<span class=\"avatar\" aria-hidden=\"true\">{BlockJson.Encode(icon)}</span>");
        html.Append($"<p class=\"by\"><b>{BlockJson.Encode(author)}</b> <span class=\"app\">APP</span> ");
        html.Append(MessageBook.Parse(message.Ts) is { } seconds
            ? DateTokens.Time(DateTimeOffset.FromUnixTimeSeconds((long)seconds), "{time_secs}")
            : "");
        html.Append("</p>");
    }

    private void Thread(StringBuilder html, PostedMessage message, PageView view)
    {
        var head = message.IsReply ? message.ThreadTs! : message.Ts;
        var replies = message.IsReply ? [] : workspace.Messages.Replies(message.Channel, message.Ts);
        if (message.EphemeralTo is not null || (replies.Count == 0 && !message.IsReply))
        {
            return;
        }

        var label = message.IsReply ? "View thread"
            : string.Create(CultureInfo.InvariantCulture, $"{replies.Count} {(replies.Count == 1 ? "reply" : "replies")}");
        html.Append($"<p class=\"replies\"><a data-go href=\"{view.Link(thread: head)}\">{label}</a></p>");
    }

    private static void File(StringBuilder html, SharedFile file)
    {
        var content = file.Text;
        html.Append($"<details class=\"file\"><summary>📄 <a href=\"/files/{BlockJson.Encode(file.Id)}\" target=\"_blank\">{BlockJson.Encode(file.Title ?? file.Name)}</a>");
        html.Append(string.Create(CultureInfo.InvariantCulture, $" <small>{file.Content.Length:N0} bytes</small></summary><pre>"));
        html.Append(BlockJson.Encode(content.Length > PreviewLength ? content[..PreviewLength] + " …" : content)).Append("</pre></details>");
    }
}
