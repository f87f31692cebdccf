using CrossCloudOps.Heartbeats.Telling;
using CrossCloudOps.Heartbeats.Watching;
using CrossCloudOps.Pages;
using CrossCloudOps.Slack;

namespace CrossCloudOps.Heartbeats.Page;

/// <summary>How each heartbeat stands, and stood over the day; those in trouble first.</summary>
internal sealed class HeartbeatSection(HeartbeatBook book) : IPageSection
{
    private static readonly string[] Columns = ["Heartbeat", "State", "Pulse", "Echo", "Check took", "24 h"];

    public string Title => "Heartbeats";

    public async Task<PageTable?> ReadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!book.IsOn)
        {
            return null;
        }

        if (await book.ReadAsync(cancellationToken) is not { } state)
        {
            return PageTable.Of("no round was made yet", Columns, []);
        }

        var bad = state.Pulses.Values.Count(static p => p.Standing > Standing.Fine);
        return PageTable.Of(
            bad switch
            {
                0 => $"{SlackText.Number(state.Pulses.Count)} {(state.Pulses.Count == 1 ? "heartbeat" : "heartbeats")}, none in trouble",
                1 => "1 heartbeat is in trouble",
                _ => $"{SlackText.Number(bad)} heartbeats are in trouble",
            },
            Columns,
            [.. state.Pulses.OrderByDescending(static p => HeartbeatTable.Rank(p.Value)).ThenBy(static p => p.Key, StringComparer.Ordinal).Select(p => Row(p.Key, p.Value, state.DayHour, now))]);
    }

    private static PageRow Row(string name, PulseState pulse, int dayHour, DateTimeOffset now)
    {
        var level = pulse.Standing > Standing.Fine ? PageLevel.Bad : pulse.Failure is not null ? PageLevel.Notice : PageLevel.Fine;
        return new PageRow(
            level,
            [
                new TextCell(name),
                new StateCell(level, HeartbeatTable.Group(pulse)),
                new AgeCell(pulse.PulsedAt),
                new AgeCell(pulse.EchoedAt),
                new LengthCell(pulse.Took),
                new DayCell(DayMarks.Read(pulse.Day, dayHour, Hours.Of(now))),
            ]);
    }
}
