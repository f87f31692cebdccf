using CrossCloudOps.Logs.Folding;
using CrossCloudOps.Logs.Scanning;
using CrossCloudOps.Logs.Telling;
using CrossCloudOps.Pages;
using CrossCloudOps.Slack;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Logs.Page;

/// <summary>The errors of each log group over the day; those that are behind first, then those with the most.</summary>
internal sealed class LogSection(GroupStates states, LogGroups groups, IOptions<LogsOptions> options) : IPageSection
{
    private static readonly string[] Columns = ["Log group", "State", "Kinds", "Errors, 24 h", "By hour"];

    private readonly TimeSpan _quietAfter = options.Value.QuietAfter;

    public string Title => "Log groups";

    public async Task<PageTable?> ReadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!groups.IsOn)
        {
            return null;
        }

        var all = (await states.ReadAsync(cancellationToken)).Select(state => Of(state, now)).OfType<Standing>().ToList();
        var total = (long)all.Sum(static s => s.Hours.Sum());
        return PageTable.Of(
            all.Count(static s => s.Behind is not null) is > 0 and var behind
                ? $"{behind} {(behind == 1 ? "log group is" : "log groups are")} read late"
                : $"{SlackText.Number(total)} {(total == 1 ? "error" : "errors")} in 24 hours",
            Columns,
            [.. all.OrderByDescending(static s => s.Behind).ThenByDescending(static s => s.Hours.Sum()).ThenBy(static s => s.State.Group, StringComparer.Ordinal).Select(s => Row(s, now))]);
    }

    /// <summary>Null for one that was scanned once and is not any more.</summary>
    private Standing? Of(GroupState state, DateTimeOffset now)
    {
        var isReceived = groups.Of(state.Group).Settings.Received;
        var kinds = state.Kinds.Count(k => now.ToUnixTimeMilliseconds() - k.SeenAt < _quietAfter.TotalMilliseconds);
        return isReceived && state.ReadUpTo is not null && kinds == 0
            ? null
            : new Standing(state, isReceived ? null : ScanPolicy.BehindBy(state, now), kinds, Pages.Hours.Counted(state.Hours, now));
    }

    private PageRow Row(Standing standing, DateTimeOffset now)
    {
        var (state, behind, kinds, hours) = standing;
        var level = behind is null ? PageLevel.Fine : PageLevel.Notice;
        return new PageRow(
            level,
            [
                new TextCell(LogGroupName.Of(state.Group)),
                new StateCell(level, Words(state, behind, now)),
                new NumberCell(kinds),
                new NumberCell(hours.Sum()),
                new HoursCell(hours, "errors"),
            ]);
    }

    private string Words(GroupState state, TimeSpan? behind, DateTimeOffset now) => behind is { } late ? $"{SlackText.Length(late)} behind"
        : groups.Of(state.Group).Settings.Received ? "received"
        : state.ReadUpTo is { } upTo ? $"read up to {SlackText.Length(now - DateTimeOffset.FromUnixTimeMilliseconds(upTo))} ago"
        : "not read yet";

    private sealed record Standing(GroupState State, TimeSpan? Behind, int Kinds, IReadOnlyList<double> Hours);
}
