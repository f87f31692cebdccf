using CrossCloudOps.Pages;
using CrossCloudOps.Slack;

namespace CrossCloudOps.Problems;

/// <summary>The open problems: those that nobody has in hand first, then those that were seen last.</summary>
internal sealed class ProblemSection(OpenProblems problems, SlackLinks slack) : IPageSection
{
    /// <summary>More than a page shows.</summary>
    private const int MostKept = 1000;

    private static readonly string[] Columns = ["Problem", "Kind", "State", "Count", "Opened", "Last seen"];

    public string Title => "Open problems";

    public async Task<PageTable?> ReadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var open = await problems.ReadAsync(MostKept, problem => Rank(problem, now), cancellationToken);
        var links = open.First.FirstOrDefault(static p => p.Shown is { Channel: not null, Ts: not null }) is { } shown
            ? await slack.ForAsync(shown.Shown.Channel!, shown.Shown.Ts!, cancellationToken)
            : default;
        return new PageTable(
            open.Count == 0 ? PageLevel.Fine : open.First.Max(p => LevelOf(p, now)),
            open.Count switch { 0 => "no open problem", 1 => "1 open problem", _ => $"{SlackText.Number(open.Count)} open problems" },
            Columns,
            [.. open.First.Select(p => new PageRow(LevelOf(p, now), Cells(p, links, now)))])
        { Total = open.Count };
    }

    private static PageCell[] Cells(Problem problem, SlackMessageLinks links, DateTimeOffset now) =>
    [
        new TextCell(problem.Title, links.Of(problem.Shown.Channel, problem.Shown.Ts)),
        new TextCell(problem.Kind),
        new StateCell(LevelOf(problem, now), Word(problem, now)),
        new NumberCell(problem.Count > 0 ? problem.Count : null),
        new AgeCell(problem.OpenedAt),
        new AgeCell(problem.LastSeenAt),
    ];

    private static PageLevel LevelOf(Problem problem, DateTimeOffset now) => Word(problem, now) == "open" ? PageLevel.Bad : PageLevel.Notice;

    private static string Word(Problem problem, DateTimeOffset now) => problem switch
    {
        _ when problem.IsMuted(now) => "muted",
        { Acknowledged: not null } => "in hand",
        { Quiet: true } => "quiet",
        _ => "open",
    };

    private static long Rank(Problem problem, DateTimeOffset now) =>
        problem.LastSeenAt.ToUnixTimeSeconds() + (LevelOf(problem, now) == PageLevel.Bad ? 1L << 40 : 0);
}
