namespace CrossCloudOps.Emulators.Slack.Page;

/// <summary>An open modal as HTML. Pure.</summary>
internal sealed class ModalHtml(TextHtml text, BlocksHtml blocks)
{
    public PagePart Part(OpenView open)
    {
        var id = "v-" + open.Id;
        var title = $"{id}-title";
        var close = text.Of(open.View, "close") is { Length: > 0 } word ? word : "Cancel";
        var submit = text.Of(open.View, "submit") is { Length: > 0 } label
            ? $"<button class=\"button primary\">{label}</button>"
            : "";
        return PagePart.Of(
            id,
            $"dialog class=\"modal\" aria-labelledby=\"{title}\" data-view=\"{BlockJson.Encode(open.Id)}\"",
            $"<form><header><h2 id=\"{title}\">{text.Of(open.View, "title")}</h2>"
            + "<button type=\"button\" class=\"link\" data-close aria-label=\"Close\">✕</button></header>"
            + $"<div class=\"body\">{blocks.ToHtml(open.View.GetProperty("blocks"), id)}</div>"
            + "<p class=\"trouble\" role=\"alert\"></p>"
            + $"<div class=\"actions end\"><button type=\"button\" class=\"button plain\" data-close>{close}</button>{submit}</div></form>");
    }
}
