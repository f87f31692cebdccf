using System.Globalization;
using CrossCloudOps.Slack;

namespace CrossCloudOps.DeadLetters.Lists;

/// <summary>A time as people type it: <c>30m</c>, <c>2h</c> or <c>3d</c> before now, or a day or a moment in UTC.</summary>
internal static class ListTime
{
    private static readonly string[] Forms = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'"];

    /// <summary>In whole milliseconds, as buttons carry it.</summary>
    public static DateTimeOffset? Parse(string text, DateTimeOffset now)
    {
        if (TypedLength.Parse(text) is { } length && now - DateTimeOffset.UnixEpoch > length)
        {
            return DateTimeOffset.FromUnixTimeMilliseconds((now - length).ToUnixTimeMilliseconds());
        }

        return DateTimeOffset.TryParseExact(text.ToUpperInvariant(), Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            && at >= DateTimeOffset.UnixEpoch
                ? at
                : null;
    }
}
