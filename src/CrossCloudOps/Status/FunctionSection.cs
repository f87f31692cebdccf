using CrossCloudOps.Pages;

namespace CrossCloudOps.Status;

/// <summary>When each timer function last ended well, and how long that run took. What ran in this process is known before it is recorded.</summary>
internal sealed class FunctionSection(FunctionRuns runs) : IPageSection
{
    private static readonly string[] Columns = ["Function", "State", "Schedule", $"Last good run, recorded every {FunctionRuns.RecordsEvery.TotalMinutes} min", "Took"];

    public string Title => "Functions";

    public async Task<PageTable?> ReadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var all = await runs.ReadAsync(cancellationToken);
        var rows = await Task.WhenAll(all.Select(f => RowAsync(f, cancellationToken)));
        var stale = all.Count(static f => !f.IsFresh);
        return PageTable.Of(
            stale switch { 0 => "all functions run", 1 => "1 function did not end well lately", _ => $"{stale} functions did not end well lately" },
            Columns,
            [.. rows.OrderByDescending(static r => r.Level)]);
    }

    private async Task<PageRow> RowAsync(FunctionFreshness freshness, CancellationToken cancellationToken)
    {
        var level = freshness.IsFresh ? PageLevel.Fine : PageLevel.Bad;
        var last = await LastAsync(freshness, cancellationToken);
        return new PageRow(
            level,
            [
                new TextCell(freshness.Function.Name),
                new StateCell(level, freshness.IsFresh ? "fresh" : freshness.LastGoodRun is null ? "no good run yet" : "not fresh"),
                new TextCell(freshness.Function.Schedule),
                new AgeCell(last.At),
                new LengthCell(last.Took),
            ]);
    }

    private async Task<(DateTimeOffset? At, TimeSpan? Took)> LastAsync(FunctionFreshness freshness, CancellationToken cancellationToken)
    {
        var name = freshness.Function.Name;
        return runs.LastHere(name) is { } here && !(freshness.LastGoodRun > here.At) ? (here.At, here.Took)
            : freshness.LastGoodRun is { } recorded ? (recorded, await runs.ReadDurationAsync(name, cancellationToken))
            : (null, null);
    }
}
