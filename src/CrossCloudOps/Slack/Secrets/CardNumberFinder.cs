namespace CrossCloudOps.Slack.Secrets;

/// <summary>
/// Finds card numbers: digits that an issuer begins like this and in this length, with the right check digit, that stand alone. One pass
/// over the text.
/// </summary>
internal sealed class CardNumberFinder(string kind) : ISecretFinder
{
    private const int Shortest = 13;
    private const int Longest = 19;

    /// <summary>As JSON escapes a character: <c>\u0022</c>.</summary>
    private const int EscapedDigits = 4;

    /// <summary>How cards are printed: four times four digits and the rest, or as American Express and Diners Club do.</summary>
    private static readonly int[][] Printed = [[4, 4, 4, 4, 3], [4, 4, 4, 4], [4, 6, 5], [4, 6, 4], [4, 4, 4, 1]];

    public IEnumerable<SecretFinding> Find(string text)
    {
        var start = NextDigit(text, 0);
        while (start < text.Length)
        {
            var end = EndOfDigits(text, start);
            start += end - start > EscapedDigits && IsEscape(text, start - 1, 'u') ? EscapedDigits : 0;
            if (IsApart(text, start - 1, -1) || IsEscape(text, start - 1, 'n', 'r', 't') || IsEscape(text, start - 1 - EscapedDigits, 'u'))
            {
                if (end - start is >= Shortest and <= Longest && IsApart(text, end, 1) && IsCard(text.AsSpan(start, end - start)))
                {
                    yield return new SecretFinding(start, end, kind);
                }
                else if (end - start == 4 && PrintedLength(text, start) is > 0 and var length)
                {
                    yield return new SecretFinding(start, start + length, kind);
                    end = start + length;
                }
            }

            start = NextDigit(text, end);
        }
    }

    private static int PrintedLength(string text, int start)
    {
        foreach (var groups in Printed)
        {
            var (end, digits) = (start, "");
            foreach (var group in groups)
            {
                var at = end == start ? start : end + 1;
                if ((at > start && (end >= text.Length || text[end] is not (' ' or '-') || text[end] != text[start + 4])) || EndOfDigits(text, at) != at + group)
                {
                    digits = "";
                    break;
                }

                (end, digits) = (at + group, $"{digits}{text.AsSpan(at, group)}");
            }

            if (digits.Length > 0 && IsApart(text, end, 1) && IsCard(digits))
            {
                return end - start;
            }
        }

        return 0;
    }

    /// <summary>Nothing there that makes it a part of a longer number, of a name or of an identifier such as a UUID.</summary>
    private static bool IsApart(string text, int at, int direction)
    {
        if (at < 0 || at >= text.Length)
        {
            return true;
        }

        var beyond = at + direction;
        return !char.IsLetterOrDigit(text[at]) && text[at] != '_'
            && !(text[at] is '-' or '.' && beyond >= 0 && beyond < text.Length && (text[at] == '-' ? char.IsLetterOrDigit(text[beyond]) : char.IsAsciiDigit(text[beyond])));
    }

    private static bool IsEscape(string text, int at, params ReadOnlySpan<char> letters) => at > 0 && text[at - 1] == '\\' && letters.Contains(text[at]);

    private static bool IsCard(ReadOnlySpan<char> digits)
    {
        var lengths = Lengths(int.Parse(digits[..4], null));
        return digits.Length >= lengths.From && digits.Length <= lengths.To && HasCheckDigit(digits);
    }

    /// <summary>How long the numbers of the issuer with these first digits are. <see href="https://en.wikipedia.org/wiki/Payment_card_number"/></summary>
    private static (int From, int To) Lengths(int prefix) => prefix switch
    {
        >= 4000 and <= 4999 => (13, 19),
        (>= 5100 and <= 5599) or (>= 2221 and <= 2720) => (16, 16),
        (>= 3400 and <= 3499) or (>= 3700 and <= 3799) => (15, 15),
        (>= 3000 and <= 3059) or (>= 3600 and <= 3699) or (>= 3800 and <= 3999) => (14, 19),
        >= 3528 and <= 3589 => (16, 19),
        >= 2200 and <= 2204 => (16, 19),
        (>= 5000 and <= 5099) or (>= 5600 and <= 6999) => (13, 19),
        _ => (int.MaxValue, 0),
    };

    private static bool HasCheckDigit(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = (digits[^(i + 1)] - '0') * (i % 2 == 0 ? 1 : 2);
            sum += digit > 9 ? digit - 9 : digit;
        }

        return sum % 10 == 0;
    }

    private static int NextDigit(string text, int from)
    {
        var offset = text.AsSpan(from).IndexOfAnyInRange('0', '9');
        return offset < 0 ? text.Length : from + offset;
    }

    private static int EndOfDigits(string text, int from)
    {
        var offset = from >= text.Length ? 0 : text.AsSpan(from).IndexOfAnyExceptInRange('0', '9');
        return offset < 0 ? text.Length : from + offset;
    }
}
