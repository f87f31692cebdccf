using CrossCloudOps.Pages;

namespace CrossCloudOps.Status;

/// <summary>When each timer function last ended well, and how long that run took.</summary>
internal sealed class FunctionSection(FunctionRuns runs) : IPageSection
{
    private static readonly string[] Columns = ["Function", "State", "Schedule", "Last good run", "Took"];

    public string Title => "Functions";

    public async Task<PageTable?> ReadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var all = await runs.ReadAsync(cancellationToken);
        var durations = await Task.WhenAll(all.Select(f => f.LastGoodRun is null ? Task.FromResult<TimeSpan?>(null) : runs.ReadDurationAsync(f.Function.Name, cancellationToken)));
        var stale = all.Count(static f => !f.IsFresh);
        return PageTable.Of(
            stale switch { 0 => "all functions run", 1 => "1 function did not end well lately", _ => $"{stale} functions did not end well lately" },
            Columns,
            [.. all.Zip(durations, Row).OrderByDescending(static r => r.Level)]);
    }

    private static PageRow Row(FunctionFreshness freshness, TimeSpan? took)
    {
        var level = freshness.IsFresh ? PageLevel.Fine : PageLevel.Bad;
        return new PageRow(
            level,
            [
                new TextCell(freshness.Function.Name),
                new StateCell(level, freshness.IsFresh ? "fresh" : freshness.LastGoodRun is null ? "no good run yet" : "not fresh"),
                new TextCell(freshness.Function.Schedule),
                new AgeCell(freshness.LastGoodRun),
                new LengthCell(took),
            ]);
    }
}
