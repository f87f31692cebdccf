using System.Net;
using System.Text;
using System.Text.Json;

namespace CrossCloudOps.Emulators.Slack.Page;

/// <summary>Blocks as HTML. Pure.</summary>
internal sealed class BlocksHtml(Mrkdwn mrkdwn)
{
    public string ToHtml(JsonElement blocks)
    {
        var html = new StringBuilder();
        foreach (var block in blocks.EnumerateArray())
        {
            Block(html, block);
        }

        return html.ToString();
    }

    private void Block(StringBuilder html, JsonElement block)
    {
        switch (String(block, "type"))
        {
            case "header":
                html.Append($"<h4>{TextObject(block, "text")}</h4>");
                break;
            case "section":
                Section(html, block);
                break;
            case "context":
                html.Append("<p class=\"context\">");
                html.AppendJoin(" <span>·</span> ", Items(block, "elements").Select(InContext));
                html.Append("</p>");
                break;
            case "actions":
                html.Append("<div class=\"actions\">");
                html.AppendJoin("", Items(block, "elements").Select(Element));
                html.Append("</div>");
                break;
            case "divider":
                html.Append("<hr>");
                break;
            case "input":
                Input(html, block);
                break;
            case "image":
                html.Append($"<p class=\"image\">{TextObject(block, "title")} {Image(block)}</p>");
                break;
            case "markdown":
                html.Append($"<p>{Mrkdwn.Plain(String(block, "text") ?? "")}</p>");
                break;
            case "rich_text":
                RichText(html, block);
                break;
            case "table":
                Table(html, block);
                break;
            default:
                html.Append($"<pre>{Encode(block.GetRawText())}</pre>");
                break;
        }
    }

    private void Section(StringBuilder html, JsonElement block)
    {
        html.Append("<div class=\"section\"><div>");
        if (block.TryGetProperty("text", out _))
        {
            html.Append($"<p>{TextObject(block, "text")}</p>");
        }

        var fields = Items(block, "fields");
        if (fields.Count > 0)
        {
            html.Append("<div class=\"fields\">");
            html.AppendJoin("", fields.Select(field => $"<p>{Text(field)}</p>"));
            html.Append("</div>");
        }

        html.Append("</div>");
        if (block.TryGetProperty("accessory", out var accessory))
        {
            html.Append(Element(accessory));
        }

        html.Append("</div>");
    }

    private string InContext(JsonElement element) => String(element, "type") == "image" ? Image(element) : Text(element);

    private void Input(StringBuilder html, JsonElement block)
    {
        var element = block.GetProperty("element");
        var value = String(element, "initial_value");
        html.Append($"<p class=\"input\"><b>{TextObject(block, "label")}</b>");
        html.Append(value is null ? Element(element) : $"<span class=\"field\">{Encode(value)}</span>");
        html.Append($"<small>{TextObject(block, "hint")}</small></p>");
    }

    /// <summary>An element as it looks; it does nothing here.</summary>
    private string Element(JsonElement element)
    {
        if (String(element, "type") == "image")
        {
            return Image(element);
        }

        var kind = String(element, "type") == "button" ? String(element, "style") ?? "plain" : "choice";
        var label = element.TryGetProperty("text", out var text) ? Text(text)
            : element.TryGetProperty("placeholder", out var placeholder) ? Text(placeholder)
            : Encode(String(element, "type") ?? "");
        return $"<span class=\"button {Encode(kind)}\"{Title(element)}>{label}</span>";
    }

    private static string Title(JsonElement element)
    {
        if (!element.TryGetProperty("confirm", out var confirm))
        {
            return "";
        }

        string Part(string name) => confirm.TryGetProperty(name, out var part) ? String(part, "text") ?? "" : "";
        return $" title=\"{Encode($"{Part("title")}\n{Part("text")}\n[{Part("confirm")}] [{Part("deny")}]")}\"";
    }

    private static string Image(JsonElement image) =>
        $"<span class=\"picture\" title=\"{Encode(String(image, "image_url") ?? "")}\">🖼 {Encode(String(image, "alt_text") ?? "")}</span>";

    private static void RichText(StringBuilder html, JsonElement block)
    {
        foreach (var element in Items(block, "elements"))
        {
            var tag = String(element, "type") switch
            {
                "rich_text_preformatted" => "pre",
                "rich_text_quote" => "blockquote",
                "rich_text_list" => "ul",
                _ => "p",
            };
            html.Append($"<{tag}>");
            html.AppendJoin("", Items(element, "elements").Select(part =>
                tag == "ul" ? $"<li>{RichPart(part)}</li>" : RichPart(part)));
            html.Append($"</{tag}>");
        }
    }

    private static string RichPart(JsonElement part) => String(part, "type") switch
    {
        "rich_text_section" => string.Concat(Items(part, "elements").Select(RichPart)),
        "emoji" => Mrkdwn.Plain($":{String(part, "name")}:"),
        "user" => $"<span class=\"mention\">@{Encode(String(part, "user_id") ?? "")}</span>",
        _ => Styled(part, Mrkdwn.Plain(String(part, "text") ?? String(part, "url") ?? "")),
    };

    private static string Styled(JsonElement part, string html)
    {
        foreach (var (style, tag) in ((string, string)[])[("bold", "b"), ("italic", "i"), ("strike", "s"), ("code", "code")])
        {
            if (part.TryGetProperty("style", out var styles) && styles.ValueKind == JsonValueKind.Object
                && styles.TryGetProperty(style, out var on) && on.ValueKind == JsonValueKind.True)
            {
                html = $"<{tag}>{html}</{tag}>";
            }
        }

        return html;
    }

    private static void Table(StringBuilder html, JsonElement block)
    {
        html.Append("<table>");
        foreach (var row in Items(block, "rows"))
        {
            html.Append("<tr>");
            html.AppendJoin("", row.EnumerateArray().Select(cell =>
                $"<td>{(String(cell, "type") == "rich_text" ? string.Concat(Items(cell, "elements").Select(RichPart)) : Mrkdwn.Plain(String(cell, "text") ?? ""))}</td>"));
            html.Append("</tr>");
        }

        html.Append("</table>");
    }

    private string TextObject(JsonElement parent, string name) => parent.TryGetProperty(name, out var text) ? Text(text) : "";

    private string Text(JsonElement text) =>
        String(text, "type") == "mrkdwn" ? mrkdwn.ToHtml(String(text, "text") ?? "") : Mrkdwn.Plain(String(text, "text") ?? "");

    private static List<JsonElement> Items(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array
            ? [.. items.EnumerateArray()]
            : [];

    private static string? String(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
