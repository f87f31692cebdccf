using System.Buffers;
using System.Text;

namespace CrossCloudOps.Logs.Reading;

/// <summary>A message without what differs between alike ones: numbers, ids, what is quoted, addresses, what a URL asks for.</summary>
internal static class MaskedMessage
{
    private const char Mask = '#';
    private const int LongestRead = 2000;
    private const int Longest = 300;
    private const int LongestQuotation = 200;
    private const int ShortestHexWord = 16;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");
    private static readonly SearchValues<char> TokenEnds = SearchValues.Create(" \t\n\r\"'`<>()[]{},;|");

    public static string Of(ReadOnlySpan<char> text)
    {
        text = text[..Math.Min(text.Length, LongestRead)];
        var masked = new StringBuilder(Longest + 16);
        for (var at = 0; at < text.Length && masked.Length < Longest;)
        {
            if (EndOfQuotation(text, at) is > 0 and var close)
            {
                masked.Append(text[at]).Append(Mask).Append(text[at]);
                at = close + 1;
            }
            else if (TokenEnds.Contains(text[at]))
            {
                AppendOther(masked, text[at]);
                at++;
            }
            else
            {
                var length = text[at..].IndexOfAny(TokenEnds);
                var token = length < 0 ? text[at..] : text.Slice(at, length);
                AppendToken(masked, token);
                at += token.Length;
            }
        }

        return masked.ToString(0, Math.Min(masked.Length, Longest)).Trim();
    }

    private static void AppendToken(StringBuilder masked, ReadOnlySpan<char> token)
    {
        var at = token.IndexOf('@');
        if (at > 0 && token[at..].Contains('.'))
        {
            AppendMask(masked);
            return;
        }

        if (token.IndexOf("://", StringComparison.Ordinal) > 0 && token.IndexOfAny('?', '#') is > 0 and var query)
        {
            token = token[..query];
        }

        AppendWords(masked, token);
    }

    private static void AppendWords(StringBuilder masked, ReadOnlySpan<char> token)
    {
        for (var at = 0; at < token.Length;)
        {
            var end = at;
            while (end < token.Length && (char.IsLetterOrDigit(token[end]) || token[end] == '_'))
            {
                end++;
            }

            var word = token[at..end];
            if (word.IsEmpty)
            {
                AppendOther(masked, token[at]);
                at++;
            }
            else
            {
                if (word.ContainsAnyInRange('0', '9') || IsHex(word))
                {
                    AppendMask(masked);
                }
                else
                {
                    masked.Append(word);
                }

                at = end;
            }
        }
    }

    private static bool IsHex(ReadOnlySpan<char> word) => word.Length >= ShortestHexWord && !word.ContainsAnyExcept(HexDigits);

    private static void AppendOther(StringBuilder masked, char c)
    {
        if (!char.IsWhiteSpace(c))
        {
            masked.Append(c);
        }
        else if (masked.Length > 0 && masked[^1] != ' ')
        {
            masked.Append(' ');
        }
    }

    /// <summary>Many in a row are one, so that a list's length plays no part.</summary>
    private static void AppendMask(StringBuilder masked)
    {
        var end = masked.Length;
        while (end > 0 && masked[end - 1] is ' ' or ',' or '.' or ':' or '-' or '/' or '+')
        {
            end--;
        }

        if (end > 0 && end < masked.Length && masked[end - 1] == Mask)
        {
            masked.Length = end;
        }
        else
        {
            masked.Append(Mask);
        }
    }

    /// <summary>An apostrophe within a word begins no quotation and ends none.</summary>
    private static int EndOfQuotation(ReadOnlySpan<char> text, int start)
    {
        if (text[start] is not ('"' or '\'' or '`') || (start > 0 && char.IsLetterOrDigit(text[start - 1])))
        {
            return -1;
        }

        var most = Math.Min(text.Length, start + LongestQuotation);
        for (var end = start + 1; end < most; end++)
        {
            if (text[end] == text[start] && (end + 1 == text.Length || !char.IsLetterOrDigit(text[end + 1])))
            {
                return end;
            }
        }

        return -1;
    }
}
