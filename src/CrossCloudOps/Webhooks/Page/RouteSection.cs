using CrossCloudOps.Pages;
using CrossCloudOps.Storage;
using CrossCloudOps.Webhooks.Forwarding;
using CrossCloudOps.Webhooks.Spooling;

namespace CrossCloudOps.Webhooks.Page;

/// <summary>How each route stands, and what it delivered over the day; those that need somebody first.</summary>
internal sealed class RouteSection(WebhookRoutes routes, RouteBook book, RouteHistory history, IDocumentStore store) : IPageSection
{
    private const int ReadAtOnce = 16;

    private static readonly string[] Columns = ["Route", "State", "Last failure", "An hour", "Latency", "Waiting lately", "Spool", "Delivered, 24 h", "Failed, 24 h"];

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
            var state = await book.ReadAsync(route, cancellationToken);
            var (level, words) = Standing(route, state, now);
            level = isSpooling && level == PageLevel.Fine ? PageLevel.Notice : level;
            return Row(route, level, words, state, series, isSpooling);
        }
        catch (UnreadableDocumentException)
        {
            return Row(route, PageLevel.Bad, "its document cannot be read", null, series, isSpooling);
        }
        finally
        {
            turns.Release();
        }
    }

    private static PageRow Row(WebhookRoute route, PageLevel level, string words, RouteState? state, RouteSeries series, bool isSpooling) => new(
        level,
        [
            new TextCell(route.Key),
            new StateCell(level, words),
            new TextCell(state is { LastFailure.Code: var code } && level != PageLevel.Fine ? code : null),
            new NumberCell(series.AnHour),
            new LengthCell(series.Latency),
            new NumberCell(series.Waiting),
            new TextCell(isSpooling ? "spooling" : null),
            new HoursCell(series.Delivered, "delivered"),
            new HoursCell(series.Failed, "failed"),
        ]);

    private static (PageLevel Level, string Words) Standing(WebhookRoute route, RouteState state, DateTimeOffset now) => state switch
    {
        { Pause: { } pause } when !pause.IsOver(now) => (PageLevel.Notice, $"paused by {pause.UserId}{(pause.Until is { } until ? $" until {until.UtcDateTime:yyyy-MM-dd HH:mm} UTC" : "")}"),
        { SetUp: { } fault } => (PageLevel.Bad, fault),
        { Circuit: { } circuit } => (PageLevel.Bad, $"the target is down since {circuit.OpenedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC"),
        { Troubled.Count: > 0 } => (PageLevel.Bad, $"{state.Troubled.Count} {(state.Troubled.Count == 1 ? "group waits" : "groups wait")}"),
        _ when route.ReleaseWindows.Select(w => w.OpenUntil(now)).Max() is { } end => (PageLevel.Notice, $"release window until {end.UtcDateTime:HH:mm} UTC"),
        _ when route.Target is null => (PageLevel.Fine, "taken in only"),
        _ => (PageLevel.Fine, "delivered"),
    };
}

/// <summary>What the series say of one route.</summary>
internal sealed class RouteSeries(WebhookRoute route, Series? series, DateTimeOffset now)
{
    public IReadOnlyList<double> Delivered => Counted(RouteHistory.DeliveredOf(route));

    public IReadOnlyList<double> Failed => Counted(RouteHistory.FailedOf(route));

    /// <summary>Null while nothing was measured.</summary>
    public double? Waiting => series?.Measured.GetValueOrDefault(RouteHistory.WaitingOf(route)) is { } measured ? Hours.Measured(measured, now)[^1] : series is null ? null : 0;

    /// <summary>Over the last sixty minutes, taking the hour before the present one as even.</summary>
    public double AnHour => OverAnHour(Delivered);

    /// <summary>From the intake to the target's yes, on average of as many.</summary>
    public TimeSpan? Latency => AnHour is > 0 and var count ? TimeSpan.FromMilliseconds(OverAnHour(Counted(RouteHistory.LatencyOf(route))) / count) : null;

    private double OverAnHour(IReadOnlyList<double> hours) => hours[^1] + (hours[^2] * (1 - (now.Minute / 60.0)));

    private IReadOnlyList<double> Counted(string line) => Hours.Counted(series?.Counted.GetValueOrDefault(line), now);
}
