using CrossCloudOps.Logs.Folding;
using CrossCloudOps.Logs.Scanning;
using CrossCloudOps.Problems;
using CrossCloudOps.Slack;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Logs.Telling;

/// <summary>How far each log group is read; those that are behind first, then those with the most kinds of errors.</summary>
internal sealed class LogStatus(GroupStates states, LogGroups groups, LogPlace place, IOptions<LogsOptions> options, TimeProvider time) : IStatusSection
{
    private const int MostShown = 10;

    private readonly TimeSpan _quietAfter = options.Value.QuietAfter;

    public string Title => "Logs";

    public async Task<IReadOnlyList<string>> LinesAsync(CancellationToken cancellationToken)
    {
        if (!groups.IsOn)
        {
            return [];
        }

        var now = time.GetUtcNow();
        var standings = (await states.ReadAsync(cancellationToken)).Select(s => Of(s, now)).OfType<Standing>()
            .OrderByDescending(static s => s.Behind).ThenByDescending(static s => s.Kinds).ThenBy(static s => s.Group, StringComparer.Ordinal).ToList();
        return standings.Count == 0 ? ["no log group was read yet"]
            : [.. standings.Take(MostShown).Select(Line), .. standings.Count > MostShown ? [$"and {SlackText.Number(standings.Count - MostShown)} more log groups"] : (string[])[]];
    }

    /// <summary>Null for one that was scanned once and is not any more.</summary>
    private Standing? Of(GroupState state, DateTimeOffset now)
    {
        var isReceived = groups.Of(state.Group).Settings.Received;
        var kinds = state.Kinds.Count(k => now.ToUnixTimeMilliseconds() - k.SeenAt < _quietAfter.TotalMilliseconds);
        return isReceived && state.ReadUpTo is not null && kinds == 0 ? null
            : isReceived ? new Standing(state.Group, "received", null, kinds)
            : new Standing(state.Group, Read(state, now), ScanPolicy.BehindBy(state, now), kinds);
    }

    private static string Read(GroupState state, DateTimeOffset now) =>
        state.ReadUpTo is { } upTo ? $"read up to {SlackText.Length(now - DateTimeOffset.FromUnixTimeMilliseconds(upTo))} ago" : "not read yet";

    private string Line(Standing standing)
    {
        var how = standing.Behind is { } behind ? $"{SlackText.Length(behind)} behind" : standing.How;
        var kinds = standing.Kinds == 0 ? "" : $" · {SlackText.Number(standing.Kinds)} {(standing.Kinds == 1 ? "kind" : "kinds")} of errors";
        return $"{(standing.Behind is null ? "•" : "🐌")} {place.Of(standing.Group)}: {how}{kinds}";
    }

    private sealed record Standing(string Group, string How, TimeSpan? Behind, int Kinds);
}
