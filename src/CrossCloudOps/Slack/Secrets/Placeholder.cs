using System.Globalization;

namespace CrossCloudOps.Slack.Secrets;

/// <summary>What stands in the place of a secret: <c>[redacted 1: bearer token]</c>. It has no bracket inside, so one never begins within another.</summary>
internal static class Placeholder
{
    private const string Begin = "[redacted ";
    private const int MostDigits = 9;

    public static string Of(int number, string kind) => $"{Begin}{number.ToString(CultureInfo.InvariantCulture)}: {kind}]";

    /// <summary>The places where a placeholder, of whatever number and kind, begins and ends.</summary>
    public static IEnumerable<(int Start, int End)> In(string text)
    {
        for (var start = text.IndexOf(Begin, StringComparison.Ordinal); start >= 0; start = text.IndexOf(Begin, start + 1, StringComparison.Ordinal))
        {
            var length = text.AsSpan(start + 1).IndexOfAny('[', ']');
            if (length >= 0 && text[start + 1 + length] == ']')
            {
                yield return (start, start + length + 2);
            }
        }
    }

    /// <summary>The numbers that a text uses already.</summary>
    public static HashSet<int> NumbersIn(string text)
    {
        var numbers = new HashSet<int>();
        foreach (var (start, end) in In(text))
        {
            var digits = text.AsSpan(start + Begin.Length, end - start - Begin.Length);
            var length = digits.IndexOf(':');
            if (length is > 0 and <= MostDigits && int.TryParse(digits[..length], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                numbers.Add(number);
            }
        }

        return numbers;
    }
}
