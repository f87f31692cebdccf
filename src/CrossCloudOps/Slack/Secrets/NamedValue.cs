namespace CrossCloudOps.Slack.Secrets;

/// <summary>Where the value of a name stands in a text.</summary>
/// <param name="Marks">The quotation mark before it, with its backslashes; empty if there is none.</param>
/// <param name="Sign">What stands between name and value: <c>:</c>, <c>=</c> or the like.</param>
internal readonly record struct NamedValue(int Start, int End, string Marks, char Sign)
{
    /// <summary>What stands between an attribute and its value where a card lists them.</summary>
    public const string TypeEnds = ") = ";

    private const int LongestType = 60;
    private const int MostBackslashes = 63;
    private const string EscapedMark = "u0022";

    private bool IsInList { get; init; }

    /// <summary>The value behind a name; null if none is there.</summary>
    public static NamedValue? Begin(string text, TellingName name)
    {
        var at = Has(text, name.End, "]") ? name.End + 1 : Has(text, name.End, "%5D") ? name.End + 3 : name.End;
        if (BeginOfTyped(text, at) is > 0 and var typed)
        {
            return new NamedValue(typed, ValueEnd.Typed(text, typed), "", '=');
        }

        var marks = MarksAt(text, at);
        var sign = SkipBlanks(text, at + marks.Length, overLines: marks.Length > 0);
        if (sign >= text.Length)
        {
            return null;
        }

        if (text[sign] == '>' && name.Start > 0 && text[name.Start - 1] == '<')
        {
            return new NamedValue(sign + 1, ValueEnd.Element(text, sign + 1), "", '>');
        }

        var behind = text[sign] is ':' or '=' ? BehindSign(text, sign)
            : Has(text, sign, "%3D") ? sign + 3
            : marks.Length > 0 && text[sign] == ',' ? BehindNameOfValue(text, sign + 1, marks)
            : Has(text, name.Start, "--") && sign > at ? sign
            : -1;
        return behind < 0 || (text[sign] == ':' && marks.Length == 0 && IsPartOfArn(text, name.Start, behind)) ? null : At(text, behind, marks.Length > 0, text[sign], name.Kind);
    }

    /// <summary>The next of several values of one name.</summary>
    public NamedValue? Next(string text)
    {
        var comma = SkipBlanks(text, End + Marks.Length, overLines: true);
        if (!IsInList || !Has(text, comma, ","))
        {
            return null;
        }

        var next = SkipBlanks(text, comma + 1, overLines: true);
        return MarksAt(text, next) == Marks ? Quoted(text, next, Marks) with { Sign = Sign, IsInList = true } : null;
    }

    private static NamedValue? At(string text, int behind, bool isJson, char sign, string kind)
    {
        var start = SkipBlanks(text, behind, overLines: isJson);
        var isInList = isJson && Has(text, start, "[");
        start = isInList ? SkipBlanks(text, start + 1, overLines: true) : start;
        var marks = MarksAt(text, start);
        if (marks.Length > 0)
        {
            return Quoted(text, start, marks) with { Sign = sign, IsInList = isInList };
        }

        if (start >= text.Length || text[start] is '{' or ',' || (isJson && text[start] == '['))
        {
            return null;
        }

        var isHeader = !isJson && sign == ':' && kind is SecretKinds.Authorization or SecretKinds.Cookie;
        return new NamedValue(start, isHeader ? ValueEnd.Header(text, start) : ValueEnd.Word(text, start), "", sign) { IsInList = isInList };
    }

    private static NamedValue Quoted(string text, int start, string marks) =>
        new(start + marks.Length, ValueEnd.Quoted(text, start + marks.Length, marks), marks, ':');

    /// <summary><c>name (String) = </c>, as a card lists the attributes of a message.</summary>
    private static int BeginOfTyped(string text, int at)
    {
        if (!Has(text, at, " ("))
        {
            return -1;
        }

        var close = text.AsSpan(at, Math.Min(LongestType, text.Length - at)).IndexOf(TypeEnds);
        return close < 0 ? -1 : at + close + TypeEnds.Length;
    }

    /// <summary><c>{"name": "PASSWORD", "value": "…"}</c>: the name is a value itself.</summary>
    private static int BehindNameOfValue(string text, int at, string marks)
    {
        var name = SkipBlanks(text, at, overLines: true);
        if (!Has(text, name, marks) || !Has(text, name + marks.Length, "value") || !Has(text, name + marks.Length + "value".Length, marks))
        {
            return -1;
        }

        var colon = SkipBlanks(text, name + (2 * marks.Length) + "value".Length, overLines: true);
        return Has(text, colon, ":") ? colon + 1 : -1;
    }

    private static int BehindSign(string text, int sign)
    {
        var at = sign + 1;
        while (at < text.Length && at - sign < 3 && text[at] is '=' or '>')
        {
            at++;
        }

        return at;
    }

    /// <summary><c>arn:aws:secretsmanager:eu-central-1:123456789012:secret:orders</c> names a secret and is none.</summary>
    private static bool IsPartOfArn(string text, int nameStart, int behind) =>
        nameStart > 0 && text[nameStart - 1] == ':' && behind < text.Length && !char.IsWhiteSpace(text[behind]);

    /// <summary>A quotation mark with the backslashes before it: one within JSON, three within JSON within JSON. Some write it as <c>\u0022</c>.</summary>
    private static string MarksAt(string text, int at)
    {
        var end = at;
        while (end < text.Length && text[end] == '\\' && end - at < MostBackslashes)
        {
            end++;
        }

        return end < text.Length && text[end] is '"' or '\'' ? text[at..(end + 1)]
            : end > at && Has(text, end, EscapedMark) ? text[at..(end + EscapedMark.Length)]
            : "";
    }

    private static int SkipBlanks(string text, int at, bool overLines)
    {
        while (at < text.Length && (text[at] is ' ' or '\t' || (overLines && text[at] is '\r' or '\n')))
        {
            at++;
        }

        return at;
    }

    public static bool Has(string text, int at, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (at >= 0 && at < text.Length && string.Compare(text, at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0)
            {
                return true;
            }
        }

        return false;
    }
}
