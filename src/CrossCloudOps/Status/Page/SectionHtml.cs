using System.Globalization;
using CrossCloudOps.Pages;
using CrossCloudOps.Slack;

namespace CrossCloudOps.Status.Page;

/// <summary>One section: what it comes to, and its table, as long as a page may be.</summary>
internal sealed class SectionHtml(CellHtml cells)
{
    /// <summary>Of each section: with all sections full, the page is well within 300 kB.</summary>
    public const int MostRows = 50;

    public void Write(Html html, int number, PagePart part, PageLinks links, DateTimeOffset now)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"s{number}");
        html.Raw($"<section aria-labelledby={id}><h2 id={id}>").Text(part.Title).Raw($"</h2><p class=\"st {Plots.Class(part.Table.Level)}\">").Text(cells.Plain(part.Table.Summary)).Raw("</p>");
        if (part.Table.Rows.Count > 0)
        {
            WriteTable(html, id, part.Table, links, now);
        }

        html.Raw("</section>");
    }

    private void WriteTable(Html html, string id, PageTable table, PageLinks links, DateTimeOffset now)
    {
        html.Raw($"<table aria-labelledby={id}><thead><tr>");
        for (var n = 0; n < table.Columns.Count; n++)
        {
            html.Raw("<th scope=col>").Text(table.Columns[n]).Raw(table.Rows[0].Cells[n] is HoursCell or DayCell ? Plots.Axis : "").Raw("</th>");
        }

        html.Raw("</tr></thead><tbody>");
        foreach (var row in table.Rows.Take(MostRows))
        {
            html.Raw("<tr>");
            for (var n = 0; n < row.Cells.Count; n++)
            {
                html.Raw(n == 0 ? "<th scope=row" : "<td data-l=\"");
                html.Text(n == 0 ? "" : table.Columns[n]).Raw(n == 0 ? ">" : "\">");
                cells.Write(html, row.Cells[n], links, now);
                html.Raw(n == 0 ? "</th>" : "</td>");
            }

            html.Raw("</tr>");
        }

        html.Raw("</tbody></table>");
        if (table.Total > MostRows)
        {
            html.Raw("<p class=more>").Text($"and {SlackText.Number(table.Total - MostRows)} more").Raw("</p>");
        }
    }
}

/// <summary>A section that has something to say.</summary>
internal sealed record PagePart(string Title, PageTable Table);
