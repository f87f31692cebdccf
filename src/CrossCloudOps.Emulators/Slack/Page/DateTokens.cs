using System.Globalization;
using System.Text.RegularExpressions;

namespace CrossCloudOps.Emulators.Slack.Page;

/// <summary>
/// A moment in the words that a text asks for: https://docs.slack.dev/messaging/formatting-message-text#date-formatting
/// Written in UTC; the page's script writes it again in the reader's own time. Pure.
/// </summary>
internal static partial class DateTokens
{
    /// <summary>Null when that is no moment: then people read the text's own fallback.</summary>
    public static string? ToHtml(string seconds, string format) =>
        long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var unix) && unix <= 32_503_680_000
            ? Time(DateTimeOffset.FromUnixTimeSeconds(unix), format)
            : null;

    public static string Time(DateTimeOffset time, string format)
    {
        var words = Token().Replace(format, match => Words(time, match.Groups[1].Value) ?? match.Value);
        return $"<time datetime=\"{time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}\" data-format=\"{BlockJson.Encode(format)}\">{BlockJson.Encode(words)}</time>";
    }

    private static string? Words(DateTimeOffset time, string token) => token switch
    {
        "time" => Format(time, "HH:mm"),
        "time_secs" => Format(time, "HH:mm:ss"),
        "date_num" => Format(time, "yyyy-MM-dd"),
        "date_short" or "date_short_pretty" => Format(time, "MMM d, yyyy"),
        "date" or "date_pretty" => Format(time, "MMMM d, yyyy"),
        "date_long" or "date_long_pretty" => Format(time, "dddd, MMMM d, yyyy"),
        "ago" => Format(time, "yyyy-MM-dd HH:mm"),
        _ => null,
    };

    private static string Format(DateTimeOffset time, string pattern) => time.UtcDateTime.ToString(pattern, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Token();
}
