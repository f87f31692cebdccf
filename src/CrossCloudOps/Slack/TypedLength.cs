using System.Globalization;

namespace CrossCloudOps.Slack;

/// <summary>A length of time as people type it: <c>30m</c>, <c>2h</c>, <c>3d</c>.</summary>
internal static class TypedLength
{
    private const int MostUnits = 100_000;

    private static readonly Dictionary<char, TimeSpan> Units = new()
    {
        ['s'] = TimeSpan.FromSeconds(1),
        ['m'] = TimeSpan.FromMinutes(1),
        ['h'] = TimeSpan.FromHours(1),
        ['d'] = TimeSpan.FromDays(1),
        ['w'] = TimeSpan.FromDays(7),
    };

    /// <summary>More than nothing; null if it is no such text.</summary>
    public static TimeSpan? Parse(string text) =>
        text.Length > 1 && Units.TryGetValue(char.ToLowerInvariant(text[^1]), out var unit)
        && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var many) && many is > 0 and <= MostUnits
            ? many * unit
            : null;
}
