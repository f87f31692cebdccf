using System.Buffers;

namespace CrossCloudOps.Logs.Reading;

/// <summary>What a log framework writes before the message: times, levels, request ids, threads and names of loggers.</summary>
/// <param name="Length">Where the message begins.</param>
internal readonly record struct LinePrefix(LogLevel Level, int Length)
{
    private const int MostParts = 16;
    private const int LongestPart = 120;
    private const int LongestMonth = 3;

    private static readonly SearchValues<char> TimeCharacters = SearchValues.Create("0123456789-:./,+#TZ ");
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.$/-:@");
    private static readonly SearchValues<char> TokenEnds = SearchValues.Create(" \t\n]|");
    private static readonly SearchValues<char> NoThread = SearchValues.Create("\"{}\n");
    private static readonly SearchValues<string> Months =
        SearchValues.Create(["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"], StringComparison.Ordinal);

    public static LinePrefix Of(ReadOnlySpan<char> text)
    {
        var level = LogLevel.Unknown;
        var behind = 0;
        for (var part = 0; part < MostParts; part++)
        {
            var at = behind;
            while (at < text.Length && text[at] is ' ' or '\t')
            {
                at++;
            }

            // What is indented is no line of its own.
            if (at == text.Length || (at > 0 && behind == 0))
            {
                break;
            }

            var length = LengthOfPart(text, at, behind > 0, ref level);
            if (length == 0)
            {
                break;
            }

            behind = at + length;
        }

        return new LinePrefix(level, behind > 0 && behind < text.Length && text[behind] is ' ' or '\t' ? behind + 1 : behind);
    }

    private static int LengthOfPart(ReadOnlySpan<char> text, int at, bool seen, ref LogLevel level)
    {
        var rest = text.Slice(at, Math.Min(LongestPart, text.Length - at));
        return rest[0] switch
        {
            '[' => LengthOfBrackets(rest, seen, ref level),
            '(' => seen && rest.IndexOf(')') is > 0 and var end && rest[1..end].Contains(':') && !rest[1..end].Contains(' ') ? end + 1 : 0,
            '-' or ':' or '|' => seen ? LengthOfSeparator(rest) : 0,
            >= '0' and <= '9' => LengthOfNumber(rest),
            _ => LengthOfWord(rest, seen, ref level),
        };
    }

    private static int LengthOfSeparator(ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOfAnyExcept("-:|");
        return end > 0 && rest[end] is ' ' or '\t' ? end : 0;
    }

    private static int LengthOfBrackets(ReadOnlySpan<char> rest, bool seen, ref LogLevel level)
    {
        var end = rest.IndexOf(']');
        if (end < 0 || rest[..end].ContainsAny(NoThread))
        {
            return 0;
        }

        var inside = rest[1..end];
        foreach (var range in inside.Split(' '))
        {
            if (level == LogLevel.Unknown && LogLevels.OfWord(inside[range]) is not LogLevel.Unknown and var found)
            {
                level = found;
                return end + 1;
            }
        }

        return seen || (inside.ContainsAnyInRange('0', '9') && !inside.ContainsAnyExcept(TimeCharacters)) || IsBeforePrefix(rest[(end + 1)..]) ? end + 1 : 0;
    }

    /// <summary>A thread or service may stand first.</summary>
    private static bool IsBeforePrefix(ReadOnlySpan<char> rest)
    {
        rest = rest.TrimStart(' ');
        return !rest.IsEmpty && (char.IsAsciiDigit(rest[0]) || LogLevels.OfWord(LettersOf(rest)) != LogLevel.Unknown);
    }

    private static int LengthOfNumber(ReadOnlySpan<char> rest)
    {
        var token = TokenOf(rest);
        if (RequestId.IsUuid(rest, 0))
        {
            return RequestId.Length;
        }

        if (token.ContainsAnyExcept(TimeCharacters))
        {
            return 0;
        }

        // Times, and a masked one; another number only right before a level or a dash, as process ids stand.
        var behind = rest[token.Length..];
        var next = behind.TrimStart(' ');
        var ended = TokenOf(next).Length is var length && length < next.Length && next[length] == ']';
        return token is "0" || (ended && behind.StartsWith(" ")) || token.ContainsAny(":-/") || next.StartsWith("---") || LogLevels.OfWord(LettersOf(next)) != LogLevel.Unknown ? token.Length : 0;
    }

    private static int LengthOfWord(ReadOnlySpan<char> rest, bool seen, ref LogLevel level)
    {
        if (RequestId.IsUuid(rest, 0))
        {
            return RequestId.Length;
        }

        var letters = LettersOf(rest);
        if (level == LogLevel.Unknown && LengthOfLevel(rest, letters, seen) is > 0 and var length)
        {
            level = LogLevels.OfWord(letters);
            return length;
        }

        if (level == LogLevel.Unknown && rest.Length > 5 && rest[5] == ' ' && KlogLevel(rest[..5]) is not LogLevel.Unknown and var klog)
        {
            level = klog;
            return 5;
        }

        if (letters.Length == LongestMonth && rest.Length > 4 && rest[3] == ' ' && char.IsAsciiDigit(rest[4]) && letters.ContainsAny(Months))
        {
            return LongestMonth;
        }

        if (rest.StartsWith("undefined\t") || (letters.Length == 1 && rest[1..].StartsWith(", [")))
        {
            return rest.IndexOfAny("\t ");
        }

        return seen ? LengthOfLogger(rest) : 0;
    }

    private static LogLevel KlogLevel(ReadOnlySpan<char> token) => token[1..].ContainsAnyExceptInRange('0', '9')
        ? LogLevel.Unknown
        : token[0] switch { 'E' => LogLevel.Error, 'W' => LogLevel.Warning, 'I' => LogLevel.Info, 'F' => LogLevel.Fatal, _ => LogLevel.Unknown };

    private static int LengthOfLevel(ReadOnlySpan<char> rest, ReadOnlySpan<char> letters, bool seen)
    {
        // These are a Go program's last words.
        if (LogLevels.OfWord(letters) == LogLevel.Unknown || letters is "panic" || rest.StartsWith("fatal error: "))
        {
            return 0;
        }

        var next = letters.Length < rest.Length ? rest[letters.Length] : '\n';
        var upper = !letters.ContainsAnyInRange('a', 'z');
        if (next == ':')
        {
            // JavaScript's "Error: …" names a type.
            return !seen && letters is "Error" ? 0 : letters.Length + 1 + (upper ? LengthOfPythonLogger(rest[(letters.Length + 1)..]) : 0);
        }

        return next is ' ' or '\t' or '\n' or '|' or ',' or '-' or '(' or '[' && (upper || (seen && letters is not "Error") || next == '\t') ? letters.Length : 0;
    }

    /// <summary>Python's default format is <c>ERROR:shop.orders:message</c>.</summary>
    private static int LengthOfPythonLogger(ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOf(':');
        return end > 0 && end + 1 < rest.Length && rest[end + 1] != ':' && !rest[..end].ContainsAnyExcept(NameCharacters) ? end + 1 : 0;
    }

    private static int LengthOfLogger(ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOfAnyExcept(NameCharacters);
        if (end <= 0)
        {
            return 0;
        }

        var name = rest[..end];
        var behind = rest[end..];
        if (behind.StartsWith(" - ") || behind.StartsWith(" : ") || behind.StartsWith(" -- ") || behind.StartsWith(" --- "))
        {
            return end;
        }

        var colon = name.LastIndexOf(':');
        if (colon > 0 && colon + 1 < name.Length && !name[(colon + 1)..].ContainsAnyExceptInRange('0', '9') && behind[0] is '\t' or ']' or ' ')
        {
            return behind[0] == ']' ? end + 1 : end;
        }

        return colon < 0 && behind[0] is ' ' or '\t' && name.Count('.') >= 2 && char.IsAsciiLetterLower(name[0]) && !name.Contains('/') ? end : 0;
    }

    private static ReadOnlySpan<char> TokenOf(ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOfAny(TokenEnds);
        return end < 0 ? rest : rest[..end];
    }

    private static ReadOnlySpan<char> LettersOf(ReadOnlySpan<char> rest)
    {
        var end = 0;
        while (end < rest.Length && char.IsAsciiLetter(rest[end]))
        {
            end++;
        }

        return rest[..end];
    }
}
