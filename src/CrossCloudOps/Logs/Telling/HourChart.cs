using System.Text;
using CrossCloudOps.Slack;

namespace CrossCloudOps.Logs.Telling;

/// <summary>Counts of the last hours as a row of bars.</summary>
internal static class HourChart
{
    private const int Hours = 12;
    private const string Bars = "▁▂▃▄▅▆▇█";

    /// <param name="counts">By hour since 1970.</param>
    public static string Of(IReadOnlyDictionary<int, int> counts, DateTimeOffset now)
    {
        var thisHour = (int)(now.ToUnixTimeSeconds() / 3600);
        var row = Enumerable.Range(thisHour - Hours + 1, Hours).Select(hour => counts.GetValueOrDefault(hour)).ToList();
        var most = Math.Max(1, row.Max());
        var bars = new StringBuilder();
        foreach (var count in row)
        {
            // None is a gap: the lowest bar is at least one.
            bars.Append(count == 0 ? '·' : Bars[(int)((long)(count - 1) * (Bars.Length - 1) / most) + (count == most && most > 1 ? 1 : 0)]);
        }

        return $"`{bars}` last {Hours} h, most {SlackText.Number(row.Max())} an hour, {SlackText.Number(row[^1])} in this one";
    }
}
