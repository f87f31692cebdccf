namespace CrossCloudOps.Emulators.Logs.Patterns;

/// <summary>
/// Terms and phrases, case-sensitive and anywhere in the message: all of them, none of those after <c>-</c>, or any of those after <c>?</c>.
/// <see href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/matching-terms-unstructured-log-events.html"/>
/// </summary>
internal sealed class TermPattern : FilterPattern
{
    private readonly List<string> _all = [];
    private readonly List<string> _any = [];
    private readonly List<string> _none = [];

    public static new TermPattern Parse(string pattern)
    {
        var terms = new TermPattern();
        var reader = new PatternReader(pattern);
        for (reader.SkipSpace(); !reader.AtEnd; reader.SkipSpace())
        {
            var kind = reader.Take("?") ? terms._any : reader.Take("-") ? terms._none : terms._all;
            kind.Add(ReadTerm(reader));
        }

        return terms;
    }

    /// <summary>"If you combine ? with other filter patterns, the question mark will be ignored": such terms do not count then.</summary>
    public override bool Matches(string message)
    {
        if (_all.Count + _none.Count == 0)
        {
            return _any.Exists(term => Contains(message, term));
        }

        return _all.TrueForAll(term => Contains(message, term)) && !_none.Exists(term => Contains(message, term));
    }

    private static bool Contains(string message, string term) => message.Contains(term, StringComparison.Ordinal);

    private static string ReadTerm(PatternReader reader)
    {
        if (reader.Next == '"')
        {
            return reader.ReadQuoted();
        }

        var term = reader.ReadWhile(static letter => !char.IsWhiteSpace(letter) && letter != '"', "a term");
        return term.All(static letter => char.IsLetterOrDigit(letter) || letter == '_') ? term
            : throw new FilterPatternException($"Invalid character(s) in term '{term}'");
    }
}
