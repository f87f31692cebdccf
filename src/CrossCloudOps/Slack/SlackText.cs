using System.Globalization;
using System.Text;

namespace CrossCloudOps.Slack;

/// <summary>
/// Brings text from outside into a message: redacted, then cut, then escaped, so that no secret escapes by a cut through it and neither an
/// entity nor a fence is ever cut in two.
/// </summary>
internal sealed class SlackText(Redaction redaction)
{
    private const string Ellipsis = "…";
    private const string Fence = "```";

    /// <summary>A zero-width space keeps backticks of the text from ending the fence around it.</summary>
    private const string BrokenFence = "`\u200b``";

    /// <summary>Slack's three control characters as entities. <see href="https://docs.slack.dev/messaging/formatting-message-text"/></summary>
    public static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>One line of at most <paramref name="limit"/> characters once escaped; what is cut ends in an ellipsis.</summary>
    public string Line(string text, int limit) => Rendered(Redacted(text), limit);

    /// <summary>A line in bold; as code if it holds marks that would end the bold or begin something else.</summary>
    public string Bold(string text, int limit) => text.AsSpan().ContainsAny('*', '`', '~') ? Code(text, limit) : $"*{Line(text, limit)}*";

    /// <summary>One line in plain text, which Slack shows as it is.</summary>
    public string Plain(string text, int limit)
    {
        var line = Printable(Redacted(text), keepLines: false);
        var cut = Cut(line, limit - 1, static t => t);
        return line.Length <= limit ? line : cut.TrimEnd() + Ellipsis;
    }

    /// <summary>A line as inline code; its backticks are shown as similar marks, since Slack has no escape for them.</summary>
    public string Code(string text, int limit) => InlineCode(Redacted(text), limit);

    /// <summary>A code block of at most <paramref name="limit"/> characters with its fences; says how much of the text it holds, unless it is all.</summary>
    public (string Text, int? Shown) Block(string text, int limit)
    {
        var lines = Printable(Redacted(text), keepLines: true);
        var cut = Cut(lines, limit - (2 * Fence.Length) - 2, EscapeWithoutFences);
        return ($"{Fence}\n{EscapeWithoutFences(cut)}\n{Fence}", cut.Length == lines.Length ? null : cut.Length);
    }

    /// <summary>All of it, redacted, for a file: neither cut nor escaped.</summary>
    public string Whole(string text) => Redacted(text);

    /// <summary>All of it with its lines, redacted, for a page: neither cut nor escaped.</summary>
    public string Lines(string text) => Printable(Redacted(text), keepLines: true);

    /// <summary>
    /// Names a user or a user group without a look-up; Slack shows the name. Anything else than such an id stands as it is, such as the app's
    /// own name. <see href="https://docs.slack.dev/messaging/formatting-message-text#mentioning-groups"/>
    /// </summary>
    public static string Mention(string id) => id.All(static c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c)) switch
    {
        true when id is ['U' or 'W', ..] => $"<@{id}>",
        true when id is ['S', ..] => $"<!subteam^{id}>",
        _ => InlineCode(id, 50),
    };

    /// <summary>A moment in the reader's own time zone. <see href="https://docs.slack.dev/messaging/formatting-message-text#date-formatting"/></summary>
    public static string Moment(DateTimeOffset moment) =>
        $"<!date^{moment.ToUnixTimeSeconds()}^{{date_short_pretty}} {{time_secs}}|{moment.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC>";

    /// <summary>A length of time in its two largest units: <c>3 d 4 h</c>, <c>12 min 5 s</c>.</summary>
    public static string Length(TimeSpan length) => length switch
    {
        { TotalDays: >= 1 } => $"{(int)length.TotalDays} d {length.Hours} h",
        { TotalHours: >= 1 } => $"{length.Hours} h {length.Minutes} min",
        { TotalMinutes: >= 1 } => $"{length.Minutes} min {length.Seconds} s",
        _ => $"{Math.Max(0, (int)length.TotalSeconds)} s",
    };

    /// <summary>With commas between thousands.</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private string Redacted(string text) => redaction.Apply(text).Text;

    private static string InlineCode(string text, int limit) => $"`{Rendered(text.Replace('`', 'ˋ'), limit)}`";

    private static string Rendered(string text, int limit)
    {
        var line = Printable(text, keepLines: false);
        return Cut(line, limit, EscapeWithoutFences).Length == line.Length
            ? EscapeWithoutFences(line)
            : EscapeWithoutFences(Cut(line, limit - 1, EscapeWithoutFences).TrimEnd()) + Ellipsis;
    }

    private static string EscapeWithoutFences(string text)
    {
        // Longer runs of backticks still hold a fence after the first replacement.
        while (text.Contains(Fence, StringComparison.Ordinal))
        {
            text = text.Replace(Fence, BrokenFence, StringComparison.Ordinal);
        }

        return Escape(text);
    }

    /// <summary>The longest beginning of the text that is within the limit once rendered and ends between two whole characters.</summary>
    private static string Cut(string text, int limit, Func<string, string> render)
    {
        if (text.Length <= limit && render(text).Length <= limit)
        {
            return text;
        }

        var (fits, tooLong) = (0, Math.Min(text.Length, Math.Max(0, limit)) + 1);
        while (tooLong - fits > 1)
        {
            var middle = (fits + tooLong) / 2;
            (fits, tooLong) = render(text[..middle]).Length <= limit ? (middle, tooLong) : (fits, middle);
        }

        return fits > 0 && char.IsHighSurrogate(text[fits - 1]) ? text[..(fits - 1)] : text[..fits];
    }

    /// <summary>Control characters and characters that change the direction of writing become visible or go: they could hide what is there.</summary>
    private static string Printable(string text, bool keepLines)
    {
        var printable = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            printable.Append(c switch
            {
                '\n' or '\t' when keepLines => c,
                '\r' when keepLines => '\0',
                '\n' or '\r' or '\t' => ' ',
                '\u202a' or '\u202b' or '\u202c' or '\u202d' or '\u202e' or '\u2066' or '\u2067' or '\u2068' or '\u2069' => '\ufffd',
                _ when char.IsControl(c) => '\ufffd',
                _ => c,
            });
        }

        return printable.Replace("\0", "").ToString();
    }
}
