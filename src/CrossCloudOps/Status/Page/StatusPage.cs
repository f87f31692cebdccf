using System.Net;
using CrossCloudOps.Pages;
using CrossCloudOps.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Status.Page;

/// <summary>What is answered to somebody who asks for a page.</summary>
internal sealed record PageReply(HttpStatusCode Status, string Html);

/// <summary><c>GET /api/status</c>: the state of everything, from what the features offer.</summary>
internal sealed partial class StatusPage(IEnumerable<IPageSection> sections, SectionHtml words, IOptions<FeatureSwitches> switches, TimeProvider time, ILogger<StatusPage> logger)
{
    public async Task<PageReply> ReadAsync(Uri request, CancellationToken cancellationToken)
    {
        var (now, links) = (time.GetUtcNow(), PageLinks.OfStatus(request));
        try
        {
            var parts = await Task.WhenAll(sections.Select(section => ReadAsync(section, now, cancellationToken)));
            return new PageReply(HttpStatusCode.OK, Of([.. parts.OfType<PagePart>()], links, now));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.StoreFails(logger, e);
            return new PageReply(HttpStatusCode.ServiceUnavailable, PageFrame.Notice("The document store does not answer", "Nothing can be shown until it does. The log says more.", links.ToHome, now));
        }
    }

    /// <summary>The page of what was read. No I/O.</summary>
    public string Of(IReadOnlyList<PagePart> parts, PageLinks links, DateTimeOffset now)
    {
        var (level, overall) = Overall(parts);
        var html = PageFrame.Begin($"CrossCloudOps: {overall}");
        html.Raw("<header><h1>CrossCloudOps</h1><p class=\"st ").Raw(Plots.Class(level)).Raw("\">").Text(overall).Raw("</p><p>On: ").Text(string.Join(", ", switches.Value.On))
            .Raw(". As of ").Text(CellHtml.Moment(now)).Raw(". <a href=\"").Text(links.ToHome).Raw("\">Look again</a></p><nav aria-label=Sections>");
        for (var n = 0; n < parts.Count; n++)
        {
            html.Raw($"<a href=\"#s{n}\">").Text(parts[n].Title).Raw("</a>");
        }

        html.Raw("</nav></header><main>");
        for (var n = 0; n < parts.Count; n++)
        {
            words.Write(html, n, parts[n], links, now);
        }

        return PageFrame.End(html.Raw("</main>"), now);
    }

    /// <summary>What is not well, the worst first; or that all is.</summary>
    private static (PageLevel Level, string Words) Overall(IReadOnlyList<PagePart> parts)
    {
        var wrong = parts.Where(static p => p.Table.Level != PageLevel.Fine).OrderByDescending(static p => p.Table.Level).ToList();
        return wrong.Count == 0 ? (PageLevel.Fine, "all is well") : (wrong[0].Table.Level, string.Join(" · ", wrong.Select(static p => p.Table.Summary)));
    }

    /// <summary>One part that cannot be read must not keep the others from being shown.</summary>
    private static async Task<PagePart?> ReadAsync(IPageSection section, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            return await section.ReadAsync(now, cancellationToken) is { } table ? new PagePart(section.Title, table) : null;
        }
        catch (UnreadableDocumentException e)
        {
            return new PagePart(section.Title, new PageTable(PageLevel.Bad, $"a document cannot be read: {e.Name}", [], []));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The status page could not be made: the document store does not answer")]
        public static partial void StoreFails(ILogger logger, Exception exception);
    }
}
