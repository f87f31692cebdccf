using System.Globalization;

namespace CrossCloudOps.DeadLetters.Lists;

/// <summary>A time as people type it: <c>30m</c>, <c>2h</c> or <c>3d</c> before now, or a day or a moment in UTC.</summary>
internal static class ListTime
{
    private const int MostUnits = 100_000;

    private static readonly string[] Forms = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'"];

    private static readonly Dictionary<char, TimeSpan> Units = new()
    {
        ['s'] = TimeSpan.FromSeconds(1),
        ['m'] = TimeSpan.FromMinutes(1),
        ['h'] = TimeSpan.FromHours(1),
        ['d'] = TimeSpan.FromDays(1),
        ['w'] = TimeSpan.FromDays(7),
    };

    /// <summary>In whole milliseconds, as buttons carry it.</summary>
    public static DateTimeOffset? Parse(string text, DateTimeOffset now)
    {
        if (text.Length > 1 && Units.TryGetValue(char.ToLowerInvariant(text[^1]), out var unit)
            && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var many) && many is > 0 and <= MostUnits
            && now - DateTimeOffset.UnixEpoch > many * unit)
        {
            return DateTimeOffset.FromUnixTimeMilliseconds((now - (many * unit)).ToUnixTimeMilliseconds());
        }

        return DateTimeOffset.TryParseExact(text.ToUpperInvariant(), Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            && at >= DateTimeOffset.UnixEpoch
                ? at
                : null;
    }
}
