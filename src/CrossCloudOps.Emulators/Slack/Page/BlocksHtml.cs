using System.Text;
using System.Text.Json;

namespace CrossCloudOps.Emulators.Slack.Page;

/// <summary>Blocks as HTML. Pure.</summary>
internal sealed class BlocksHtml(TextHtml text)
{
    private readonly ElementsHtml _elements = new(text);
    private readonly InputsHtml _inputs = new(text);

    /// <param name="scope">Begins the ids of what stands in these blocks, for they must be unique on the page.</param>
    public string ToHtml(JsonElement blocks, string scope)
    {
        var html = new StringBuilder();
        foreach (var block in blocks.EnumerateArray())
        {
            Block(html, block, scope);
        }

        return html.ToString();
    }

    private void Block(StringBuilder html, JsonElement block, string scope)
    {
        switch (block.String("type"))
        {
            case "header":
                html.Append($"<h3>{text.Of(block, "text")}</h3>");
                break;
            case "section":
                Section(html, block);
                break;
            case "context":
                html.Append("<div class=\"context\">");
                html.AppendJoin("", block.Items("elements").Select(InContext));
                html.Append("</div>");
                break;
            case "actions":
                html.Append("<div class=\"actions\">");
                html.AppendJoin("", block.Items("elements").Select(_elements.Of));
                html.Append("</div>");
                break;
            case "divider":
                html.Append("<hr>");
                break;
            case "input":
                html.Append(_inputs.Of(block, scope));
                break;
            case "image":
                html.Append($"<figure><figcaption>{text.Of(block, "title")}</figcaption>{ElementsHtml.Image(block)}</figure>");
                break;
            case "markdown":
                html.Append($"<p>{Mrkdwn.Plain(block.String("text") ?? "")}</p>");
                break;
            case "rich_text":
                RichTextHtml.Append(html, block, text);
                break;
            case "table":
                RichTextHtml.AppendTable(html, block, text);
                break;
            default:
                html.Append($"<pre>{BlockJson.Encode(block.GetRawText())}</pre>");
                break;
        }
    }

    private void Section(StringBuilder html, JsonElement block)
    {
        html.Append("<div class=\"section\"><div>");
        if (block.Field("text") is { } words)
        {
            html.Append($"<div class=\"text\">{text.Of(words)}</div>");
        }

        if (block.Items("fields") is { Count: > 0 } fields)
        {
            html.Append("<div class=\"fields\">");
            html.AppendJoin("", fields.Select(field => $"<div>{text.Of(field)}</div>"));
            html.Append("</div>");
        }

        html.Append("</div>");
        if (block.Field("accessory") is { } accessory)
        {
            html.Append(_elements.Of(accessory));
        }

        html.Append("</div>");
    }

    private string InContext(JsonElement element) =>
        element.String("type") == "image" ? ElementsHtml.Image(element) : $"<span>{text.Of(element)}</span>";
}
