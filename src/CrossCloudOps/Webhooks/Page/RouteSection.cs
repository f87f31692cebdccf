using CrossCloudOps.Pages;
using CrossCloudOps.Slack;
using CrossCloudOps.Storage;
using CrossCloudOps.Webhooks.Forwarding;
using CrossCloudOps.Webhooks.Spooling;

namespace CrossCloudOps.Webhooks.Page;

/// <summary>How each route stands, and what it took in and delivered over the day; those that need somebody first.</summary>
internal sealed class RouteSection(WebhookRoutes routes, RouteBook book, RouteHistory history, SpoolCursors cursors, IDocumentStore store) : IPageSection
{
    private const int ReadAtOnce = 16;

    /// <summary>Of one spool: a page does not wait for more.</summary>
    private const long MostSpoolBytes = 4 * 1024 * 1024;

    private static readonly string[] Columns =
        ["Route", "State", "Taken in, 1 h", "Delivered, 1 h", "95 % within", "Waiting", "Spooled", "Taken in, 24 h", "Delivered, 24 h", "Failed attempts, 24 h"];

    public string Title => "Webhook routes";

    public async Task<PageTable?> ReadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (routes.All.Count == 0)
        {
            return null;
        }

        var series = await history.ReadAsync(cancellationToken);
        var spooling = (await store.SpoolingRoutesAsync(cancellationToken)).ToHashSet();
        using var turns = new SemaphoreSlim(ReadAtOnce);
        var rows = await Task.WhenAll(routes.All.Select(route => RowAsync(route, turns, new RouteSeries(route, series, now), spooling.Contains(route.Key), now, cancellationToken)));
        var wrong = rows.Count(static r => r.Level != PageLevel.Fine);
        return PageTable.Of(
            wrong switch { 0 => "all webhooks are delivered", 1 => "1 webhook route needs a look", _ => $"{wrong} webhook routes need a look" },
            Columns,
            [.. rows.OrderByDescending(static r => r.Level)]);
    }

    private async Task<PageRow> RowAsync(WebhookRoute route, SemaphoreSlim turns, RouteSeries series, bool isSpooling, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await turns.WaitAsync(cancellationToken);
        try
        {
            var spooled = isSpooling ? await CountAsync(route, cancellationToken) : null;
            var (level, words) = RouteStanding.Of(route, await book.ReadAsync(route, cancellationToken), now);
            level = isSpooling && level == PageLevel.Fine ? PageLevel.Notice : level;
            return Row(route, level, words, series, spooled);
        }
        catch (UnreadableDocumentException)
        {
            return Row(route, PageLevel.Bad, "a document of it cannot be read", series, spooled: null);
        }
        finally
        {
            turns.Release();
        }
    }

    private async Task<SpoolCount> CountAsync(WebhookRoute route, CancellationToken cancellationToken) =>
        await SpoolCount.OfAsync(store, route.Key, (await cursors.ReadAsync(route.Key, cancellationToken))?.Value, MostSpoolBytes, cancellationToken);

    private static PageRow Row(WebhookRoute route, PageLevel level, string words, RouteSeries series, SpoolCount? spooled) => new(
        level,
        [
            new TextCell(route.Key),
            new StateCell(level, words),
            new NumberCell(series.TakenLately),
            new NumberCell(route.Target is null ? null : series.DeliveredLately),
            new TextCell(series.MostWithin),
            new NumberCell(route.Target is null ? null : series.Waiting),
            new TextCell(spooled is null ? null : $"{(spooled.IsAll ? "" : "over ")}{SlackText.Number(spooled.Count)}"),
            new HoursCell(series.Taken, "taken in", IsSum: true),
            new HoursCell(series.Delivered, "delivered", IsSum: true),
            new HoursCell(series.Failed, "failed", IsSum: true),
        ]);
}
