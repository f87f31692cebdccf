using System.Globalization;

namespace CrossCloudOps.Emulators.Logs.Patterns;

/// <summary>What a field is compared with: an operator and a word, phrase, number or regular expression.</summary>
internal sealed class Comparison
{
    /// <summary>The longer ones first, so that no shorter one is taken for them.</summary>
    private static readonly string[] Operators = [">=", "<=", "!=", "=", ">", "<"];

    private readonly string _operator;
    private readonly Wildcard? _text;
    private readonly PatternRegex? _regex;
    private readonly double? _number;

    private Comparison(string comparison, Wildcard? text, PatternRegex? regex, double? number) =>
        (_operator, _text, _regex, _number) = (comparison, text, regex, number);

    /// <summary>Null where no operator comes next.</summary>
    public static Comparison? TryRead(PatternReader reader)
    {
        var comparison = Array.Find(Operators, reader.Take);
        if (comparison is null)
        {
            return null;
        }

        reader.SkipSpace();
        var equality = comparison is "=" or "!=";
        if (equality && reader.Next == '%')
        {
            return new Comparison(comparison, null, reader.ReadRegex(), null);
        }

        if (equality && reader.Next == '"')
        {
            return new Comparison(comparison, new Wildcard(reader.ReadQuoted()), null, null);
        }

        var word = reader.ReadWhile(IsPartOfWord, "a value");
        var number = Number(word);
        return equality || number is not null ? new Comparison(comparison, new Wildcard(word), null, number)
            : throw new FilterPatternException($"Invalid filter pattern: '{word}' after {comparison} is not a number.");
    }

    public bool Matches(ReadOnlySpan<char> text, double? number) => _operator switch
    {
        "=" => IsEqual(text, number),
        "!=" => !IsEqual(text, number),
        ">" => number > _number,
        ">=" => number >= _number,
        "<" => number < _number,
        _ => number <= _number,
    };

    /// <summary>Integers, decimals and exponents: <c>-1</c>, <c>0.5</c>, <c>1e-3</c>, <c>1E+3</c>.</summary>
    public static double? Number(ReadOnlySpan<char> text) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number) ? number : null;

    private static bool IsPartOfWord(char letter) => !char.IsWhiteSpace(letter) && letter is not ('"' or '%' or '(' or ')' or '{' or '}' or '[' or ']' or ',' or '&' or '|' or '=' or '<' or '>' or '!');

    private bool IsEqual(ReadOnlySpan<char> text, double? number) =>
        _regex is not null ? _regex.Matches(text)
        : (_number is { } expected && number == expected) || _text!.Matches(text);
}
