using System.Net;
using CrossCloudOps.Pages;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.Status.Page;

/// <summary><c>GET /api/status/dead-letters/…</c> and whatever else has pages of its own.</summary>
internal sealed partial class DetailPages(IEnumerable<IDetailPage> pages, DetailHtml words, TimeProvider time, ILogger<DetailPages> logger)
{
    public async Task<PageReply> ReadAsync(Uri request, string folder, IReadOnlyList<string> name, CancellationToken cancellationToken)
    {
        var (now, links) = (time.GetUtcNow(), PageLinks.OfDetail(request, name.Count + 1));
        try
        {
            return pages.FirstOrDefault(p => p.Folder == folder) is { } page && await page.ReadAsync(string.Join('/', name), now, cancellationToken) is { } detail
                ? new PageReply(HttpStatusCode.OK, words.Of(detail, links, now))
                : new PageReply(HttpStatusCode.NotFound, PageFrame.Notice("There is no such page", "It is not in the archive, or not any more.", links.ToHome, now));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.StoreFails(logger, folder, e);
            return new PageReply(HttpStatusCode.ServiceUnavailable, PageFrame.Notice("The document store does not answer", "Nothing can be shown until it does. The log says more.", links.ToHome, now));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A page of {Folder} could not be made: the document store does not answer")]
        public static partial void StoreFails(ILogger logger, string folder, Exception exception);
    }
}
