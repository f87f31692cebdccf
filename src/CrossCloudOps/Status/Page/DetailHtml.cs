using CrossCloudOps.Pages;
using CrossCloudOps.Slack;

namespace CrossCloudOps.Status.Page;

/// <summary>One thing with all that is known of it.</summary>
internal sealed class DetailHtml(CellHtml cells, SlackText text)
{
    public string Of(PageDetail detail, PageLinks links, DateTimeOffset now)
    {
        var html = PageFrame.Begin(cells.Plain(detail.Title));
        html.Raw("<header><p><a href=\"").Text(links.ToHome).Raw("\">Status</a></p><h1>").Text(cells.Plain(detail.Title)).Raw($"</h1><p class=\"st {Plots.Class(detail.Level)}\">")
            .Text(cells.Plain(detail.Standing)).Raw("</p></header><main>");
        if (detail.Facts.Count > 0)
        {
            html.Raw("<dl>");
            foreach (var fact in detail.Facts)
            {
                html.Raw("<div><dt>").Text(cells.Plain(fact.Name)).Raw("</dt><dd>");
                cells.Write(html, fact.Value, links, now, isWhole: true);
                html.Raw("</dd></div>");
            }

            html.Raw("</dl>");
        }

        foreach (var part in detail.Texts)
        {
            html.Raw("<section><h2>").Text(cells.Plain(part.Title)).Raw("</h2><pre>").Text(text.Lines(part.Text)).Raw("</pre></section>");
        }

        return PageFrame.End(html.Raw("</main>"), now);
    }
}
