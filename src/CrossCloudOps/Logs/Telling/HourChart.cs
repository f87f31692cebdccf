using System.Text;
using CrossCloudOps.Slack;

namespace CrossCloudOps.Logs.Telling;

/// <summary>Counts of the last hours as a row of bars. It says up to when, since a message may stand for long.</summary>
internal static class HourChart
{
    private const int Hours = 12;
    private const string Bars = "▁▂▃▄▅▆▇█";
    private const char None = '·';

    /// <param name="counts">By hour since 1970.</param>
    public static string Of(IReadOnlyDictionary<int, int> counts, DateTimeOffset now)
    {
        var thisHour = (int)(now.ToUnixTimeSeconds() / 3600);
        var row = Enumerable.Range(thisHour - Hours + 1, Hours).Select(hour => counts.GetValueOrDefault(hour)).ToList();
        var most = Math.Max(1, row.Max());
        var bars = row.Aggregate(new StringBuilder(), (all, count) => all.Append(count == 0 ? None : Bars[(int)((((long)count * Bars.Length) - 1) / most)]));
        return $"`{bars}` by hour, up to {SlackText.Moment(now)} · most {SlackText.Number(row.Max())}, this hour {SlackText.Number(row[^1])}";
    }
}
