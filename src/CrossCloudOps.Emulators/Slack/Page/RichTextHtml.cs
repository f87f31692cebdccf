using System.Text;
using System.Text.Json;

namespace CrossCloudOps.Emulators.Slack.Page;

/// <summary>Rich text and tables as HTML. Pure.</summary>
internal static class RichTextHtml
{
    public static void Append(StringBuilder html, JsonElement block, TextHtml text)
    {
        foreach (var element in block.Items("elements"))
        {
            var tag = element.String("type") switch
            {
                "rich_text_preformatted" => "pre",
                "rich_text_quote" => "blockquote",
                "rich_text_list" => element.String("style") == "ordered" ? "ol" : "ul",
                _ => "p",
            };
            html.Append($"<{tag}>");
            html.AppendJoin("", element.Items("elements").Select(part =>
                tag is "ul" or "ol" ? $"<li>{Part(part, text)}</li>" : Part(part, text)));
            html.Append($"</{tag}>");
        }
    }

    public static void AppendTable(StringBuilder html, JsonElement block, TextHtml text)
    {
        html.Append("<div class=\"wide\"><table>");
        foreach (var row in block.Items("rows"))
        {
            html.Append("<tr>");
            html.AppendJoin("", row.EnumerateArray().Select(cell => $"<td>{Cell(cell, text)}</td>"));
            html.Append("</tr>");
        }

        html.Append("</table></div>");
    }

    private static string Cell(JsonElement cell, TextHtml text) => cell.String("type") == "rich_text"
        ? string.Concat(cell.Items("elements").Select(part => Part(part, text)))
        : Mrkdwn.Plain(cell.String("text") ?? "");

    private static string Part(JsonElement part, TextHtml text) => part.String("type") switch
    {
        "rich_text_section" => string.Concat(part.Items("elements").Select(inner => Part(inner, text))),
        "emoji" => Mrkdwn.Plain($":{part.String("name")}:"),
        "user" => text.Mention("@", part.String("user_id")),
        "channel" => text.Mention("#", part.String("channel_id")),
        "usergroup" => text.Mention("@", part.String("usergroup_id")),
        "broadcast" => text.Mention("@", part.String("range")),
        "link" => Styled(part, Link(part)),
        _ => Styled(part, Mrkdwn.Plain(part.String("text") ?? "")),
    };

    private static string Link(JsonElement part)
    {
        var label = Mrkdwn.Plain(part.String("text") ?? part.String("url") ?? "");
        return BlockJson.Web(part.String("url")) is { } url
            ? $"<a href=\"{BlockJson.Encode(url)}\" target=\"_blank\" rel=\"noreferrer\">{label}</a>"
            : label;
    }

    private static string Styled(JsonElement part, string html)
    {
        foreach (var (style, tag) in ((string, string)[])[("bold", "b"), ("italic", "i"), ("strike", "s"), ("code", "code")])
        {
            if (part.Field("style") is { } styles && styles.Flag(style))
            {
                html = $"<{tag}>{html}</{tag}>";
            }
        }

        return html;
    }
}
