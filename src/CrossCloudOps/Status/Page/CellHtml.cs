using CrossCloudOps.Pages;
using CrossCloudOps.Slack;

namespace CrossCloudOps.Status.Page;

/// <summary>Cells in HTML. Text is redacted as in Slack, then cut, then escaped.</summary>
internal sealed class CellHtml(SlackText text)
{
    private const int LongestText = 160;

    /// <param name="isWhole">Texts are not cut.</param>
    public void Write(Html html, PageCell cell, PageLinks links, DateTimeOffset now, bool isWhole = false)
    {
        switch (cell)
        {
            case TextCell { Text: { Length: > 0 } words } said:
                Link(html, said.Link, links, h => h.Text(isWhole ? text.Lines(words) : Plain(words)));
                break;
            case NumberCell { Value: { } value }:
                html.Text(Plots.Number(value));
                break;
            case AgeCell { At: { } at } age:
                Link(html, age.Link, links, h => Time(h, at, $"{SlackText.Length(now - at)} ago"));
                break;
            case MomentCell { At: { } at }:
                Time(html, at, $"{Moment(at)} ({SlackText.Length(now - at)} ago)");
                break;
            case LengthCell { Length: { } length }:
                html.Text(length < TimeSpan.FromSeconds(1) ? $"{Plots.Number(Math.Round(length.TotalMilliseconds))} ms"
                    : length < TimeSpan.FromSeconds(10) ? $"{Plots.Number(Math.Round(length.TotalSeconds, 1))} s"
                    : SlackText.Length(length));
                break;
            case StateCell state:
                html.Raw($"<span class=\"st {Plots.Class(state.Level)}\">").Text(Plain(state.Word)).Raw("</span>");
                break;
            case HoursCell hours:
                Plots.Bars(html, hours);
                break;
            case DayCell day:
                Plots.Day(html, day.Hours);
                break;
            default:
                html.Raw("<span class=no>–</span>");
                break;
        }
    }

    public string Plain(string? said) => text.Plain(said ?? "", LongestText);

    public static string Moment(DateTimeOffset at) => $"{at.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC";

    private static void Time(Html html, DateTimeOffset at, string words) =>
        html.Raw($"<span class=t title=\"{Moment(at)}\">").Text(words).Raw("</span>");

    private static void Link(Html html, Uri? link, PageLinks links, Action<Html> content)
    {
        if (link is not null && links.To(link) is { } address)
        {
            html.Raw("<a href=\"").Text(address).Raw("\">");
            content(html);
            html.Raw("</a>");
        }
        else
        {
            content(html);
        }
    }
}
