using CrossCloudOps.Heartbeats.Watching;
using CrossCloudOps.Problems;
using CrossCloudOps.Slack;

namespace CrossCloudOps.Heartbeats.Telling;

/// <summary>How many heartbeats stand how; those in trouble by name.</summary>
internal sealed class HeartbeatStatus(HeartbeatBook book, SlackText text) : IStatusSection
{
    private const int MostShown = 10;

    public string Title => "Heartbeats";

    public async Task<IReadOnlyList<string>> LinesAsync(CancellationToken cancellationToken)
    {
        if (!book.IsOn)
        {
            return [];
        }

        if (await book.ReadAsync(cancellationToken) is not { } state)
        {
            return ["no round was made yet"];
        }

        var bad = state.Pulses.Where(static p => p.Value.Standing > Standing.Fine).OrderByDescending(static p => HeartbeatTable.Rank(p.Value)).ThenBy(static p => p.Key, StringComparer.Ordinal).ToList();
        return
        [
            $"{HeartbeatTable.Summary(state)} · looked {SlackText.Moment(state.At)}",
            .. bad.Take(MostShown).Select(p => $"💔 {text.Bold(p.Key, 80)}: {HeartbeatTable.Group(p.Value)}"),
            .. bad.Count > MostShown ? [$"and {SlackText.Number(bad.Count - MostShown)} more: `/ops heartbeats`"] : (string[])[],
        ];
    }
}
