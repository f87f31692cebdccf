using System.Text;

namespace CrossCloudOps.Emulators.Logs.Patterns;

/// <summary>Reads a pattern from left to right.</summary>
internal sealed class PatternReader(string pattern)
{
    private int _at;
    private int _regexes;

    public bool AtEnd => _at >= pattern.Length;

    /// <summary>The next character; U+0000 at the end.</summary>
    public char Next => AtEnd ? '\0' : pattern[_at];

    public void SkipSpace()
    {
        while (!AtEnd && char.IsWhiteSpace(Next))
        {
            _at++;
        }
    }

    /// <summary>Takes the words that come next, spaces before them too; false and nothing taken if others do.</summary>
    public bool Take(string words)
    {
        SkipSpace();
        if (string.CompareOrdinal(pattern, _at, words, 0, words.Length) != 0)
        {
            return false;
        }

        _at += words.Length;
        return true;
    }

    public void Expect(string words)
    {
        if (!Take(words))
        {
            throw Unexpected($"'{words}'");
        }
    }

    /// <summary>Takes a key word, which must not go on in letters.</summary>
    public bool TakeWord(string word)
    {
        var before = _at;
        if (Take(word) && !char.IsLetterOrDigit(Next))
        {
            return true;
        }

        _at = before;
        return false;
    }

    public string ReadWhile(Func<char, bool> belongs, string expected)
    {
        var start = _at;
        while (!AtEnd && belongs(Next))
        {
            _at++;
        }

        return _at > start ? pattern[start.._at] : throw Unexpected(expected);
    }

    /// <summary>Between two of <paramref name="quote"/>; a backslash takes a quote or a backslash as it is.</summary>
    public string ReadQuoted(char quote = '"')
    {
        var text = new StringBuilder();
        for (_at++; !AtEnd; _at++)
        {
            if (Next == quote)
            {
                _at++;
                return text.ToString();
            }

            if (Next == '\\' && _at + 1 < pattern.Length && (pattern[_at + 1] == quote || pattern[_at + 1] == '\\'))
            {
                _at++;
            }

            text.Append(Next);
        }

        throw Unexpected($"a closing {quote}");
    }

    /// <summary>Between two percent signs.</summary>
    public PatternRegex ReadRegex()
    {
        const int MostRegexes = 2;
        var end = pattern.IndexOf('%', _at + 1);
        if (end < 0)
        {
            throw Unexpected("a closing %");
        }

        if (++_regexes > MostRegexes)
        {
            throw new FilterPatternException("A filter pattern has at most 2 regular expressions.");
        }

        var regex = PatternRegex.Parse(pattern.AsSpan(_at + 1, end - _at - 1));
        _at = end + 1;
        return regex;
    }

    public FilterPatternException Unexpected(string expected) =>
        new($"Invalid filter pattern: expected {expected} at position {_at + 1}.");
}
