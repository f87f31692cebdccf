using System.Buffers;

namespace CrossCloudOps.Slack.Secrets;

/// <summary>Where a value ends that begins here, by what it stands in. None looks further than that end.</summary>
internal static class ValueEnd
{
    private const int LongestName = 60;

    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n\"\\");

    /// <summary>
    /// A string ends where its mark stands again with as many backslashes as at its beginning, not counting those that are escaped
    /// backslashes of its own; or at the end of the line, if it does not end.
    /// </summary>
    public static int Quoted(string text, int start, string marks)
    {
        var mark = marks.TrimStart('\\');
        var depth = marks.Length - mark.Length;
        for (var at = start; at < text.Length; at++)
        {
            var offset = text.AsSpan(at).IndexOfAny(mark[0], '\n');
            if (offset < 0)
            {
                return text.Length;
            }

            at += offset;
            if (text[at] == '\n')
            {
                return at;
            }

            if (NamedValue.Has(text, at, mark) && BackslashesBefore(text, start, at) is var found && found >= depth && (found - depth) % (2 * (depth + 1)) == 0)
            {
                return at - depth;
            }
        }

        return text.Length;
    }

    public static int Header(string text, int start)
    {
        var offset = text.AsSpan(start).IndexOfAny(LineEnds);
        var end = offset < 0 ? text.Length : start + offset;
        return TrimEnd(text, start, end, "'");
    }

    /// <summary>Up to white space or what separates fields; a comma or an ampersand only where another field follows.</summary>
    public static int Word(string text, int start)
    {
        var end = start;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not ('"' or ';' or '`')
            && !(text[end] == '\\' && NamedValue.Has(text, end, "\\n", "\\r", "\\t", "\\\"", "\\u0026"))
            && !(text[end] is '&' or ',' && IsFollowedByName(text, end)))
        {
            end++;
        }

        return TrimEnd(text, start, end, ")]}>',");
    }

    public static int Element(string text, int start)
    {
        var offset = text.AsSpan(start).IndexOf('<');
        return offset < 0 ? text.Length : start + offset;
    }

    /// <summary>A value may have several lines; it ends where another one begins.</summary>
    public static int Typed(string text, int start)
    {
        var end = start;
        while (text.AsSpan(end).IndexOf('\n') is >= 0 and var offset)
        {
            end += offset;
            var rest = text.AsSpan(end + 1);
            var line = rest.IndexOf('\n') is >= 0 and var length ? rest[..length] : rest;
            if (line.Contains(NamedValue.TypeEnds, StringComparison.Ordinal))
            {
                return end;
            }

            end++;
        }

        return text.Length;
    }

    private static int BackslashesBefore(string text, int start, int at)
    {
        var first = at;
        while (first > start && text[first - 1] == '\\')
        {
            first--;
        }

        return at - first;
    }

    private static bool IsFollowedByName(string text, int at)
    {
        var start = NamedValue.Has(text, at, "&amp;") ? at + "&amp;".Length : at + 1;
        var end = start;
        while (end < text.Length && end - start < LongestName && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or '-' or '.' or '[' or ']' or '%'))
        {
            end++;
        }

        return end > start && end < text.Length && text[end] is '=' or ':';
    }

    private static int TrimEnd(string text, int start, int end, string signs) => start + text.AsSpan(start, end - start).TrimEnd(signs).TrimEnd().Length;
}
