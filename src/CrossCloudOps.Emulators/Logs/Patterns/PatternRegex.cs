using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CrossCloudOps.Emulators.Logs.Patterns;

/// <summary>
/// The part of regular expressions that patterns may use: no groups, no multi-byte characters. Runs in time linear to the message.
/// <see href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/regex-expressions.html"/>
/// </summary>
internal sealed class PatternRegex
{
    private const int LongestInput = 1 << 20;
    private const int MostRepetitions = 1000;

    private static readonly SearchValues<char> Operators = SearchValues.Create(@"^$?[]{}|\*+.");
    private static readonly SearchValues<char> Symbols = SearchValues.Create(":_#=@/;,-");
    private static readonly SearchValues<char> Classes = SearchValues.Create("dDsSwW");

    private readonly Regex _regex;

    private PatternRegex(string pattern) => _regex = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    public static PatternRegex Parse(ReadOnlySpan<char> pattern)
    {
        if (pattern.IsEmpty)
        {
            throw new FilterPatternException("A regular expression must not be empty.");
        }

        try
        {
            return new PatternRegex(Translate(pattern));
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            throw new FilterPatternException($"The regular expression '{pattern}' is not valid.");
        }
    }

    public bool Matches(ReadOnlySpan<char> text) => _regex.IsMatch(text.Length > LongestInput ? text[..LongestInput] : text);

    private static string Translate(ReadOnlySpan<char> pattern)
    {
        var translated = new StringBuilder();
        var inClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var letter = pattern[i];
            if (letter == '\\')
            {
                var length = EscapeLength(pattern[i..]);
                translated.Append(pattern.Slice(i, length));
                i += length - 1;
                continue;
            }

            Check(letter);
            inClass = letter == '[' || (inClass && letter != ']');
            if (letter == '{' && !inClass)
            {
                CheckRepetition(pattern[i..]);
            }

            // "the end of the string": in .NET a $ would also stand before a last line feed.
            translated.Append(letter == '$' && !inClass ? @"\z" : letter.ToString());
        }

        return translated.ToString();
    }

    private static void Check(char letter)
    {
        if (!char.IsAsciiLetterOrDigit(letter) && !Symbols.Contains(letter) && !Operators.Contains(letter))
        {
            throw new FilterPatternException($"The character '{letter}' is not supported in regular expressions.");
        }
    }

    /// <summary><c>\d</c> and its like, <c>\xhh</c>, or a symbol taken as it is.</summary>
    private static int EscapeLength(ReadOnlySpan<char> escape) => escape switch
    {
        [_, 'x', var high, var low, ..] when char.IsAsciiHexDigit(high) && char.IsAsciiHexDigit(low) => 4,
        [_, var letter, ..] when Classes.Contains(letter) || (char.IsAscii(letter) && !char.IsAsciiLetterOrDigit(letter)) => 2,
        _ => throw new FilterPatternException("A backslash in a regular expression stands before an operator or one of d, D, s, S, w, W and xhh."),
    };

    private static void CheckRepetition(ReadOnlySpan<char> repetition)
    {
        var end = repetition.IndexOf('}');
        var bounds = end < 0 ? "" : repetition[1..end].ToString();
        foreach (var bound in bounds.Split(','))
        {
            if (bound.Length > 0 && !(int.TryParse(bound, NumberStyles.None, CultureInfo.InvariantCulture, out var times) && times <= MostRepetitions))
            {
                throw new FilterPatternException($"The repetition '{repetition[..(end + 1)]}' is not valid.");
            }
        }
    }
}
