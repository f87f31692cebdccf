using System.Text;

namespace CrossCloudOps.DeadLetters;

/// <summary>Texts without what differs between alike ones.</summary>
internal static class MaskedText
{
    private const int LongestQuotation = 200;

    /// <summary>Numbers and identifiers: runs that hold a digit become <c>#</c>, white space one space.</summary>
    public static string Of(ReadOnlySpan<char> text)
    {
        var masked = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            var end = i;
            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '-' or '_'))
            {
                end++;
            }

            if (end > i)
            {
                var word = text[i..end];
                masked.Append(word.ContainsAnyInRange('0', '9') ? "#" : word);
                i = end;
            }
            else
            {
                masked.Append(char.IsWhiteSpace(text[i]) ? (masked.Length > 0 && masked[^1] == ' ' ? "" : " ") : text[i].ToString());
                i++;
            }
        }

        return masked.ToString().Trim();
    }

    /// <summary>The same, and without what an error quotes and whom it names: quotations and addresses become <c>#</c> too.</summary>
    public static string OfError(string text)
    {
        var masked = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (EndOfQuotation(text, i) is > 0 and var end)
            {
                masked.Append(text[i]).Append('#').Append(text[end]);
                i = end;
            }
            else
            {
                masked.Append(text[i]);
            }
        }

        return Of(string.Join(' ', masked.ToString().Split(' ').Select(static word => word.Contains('@', StringComparison.Ordinal) ? "#" : word)));
    }

    /// <summary>An apostrophe within a word begins no quotation and ends none.</summary>
    private static int EndOfQuotation(string text, int start)
    {
        if (text[start] is not ('"' or '\'' or '`') || (start > 0 && char.IsLetterOrDigit(text[start - 1])))
        {
            return -1;
        }

        for (var end = start + 1; end < text.Length && end - start <= LongestQuotation; end++)
        {
            if (text[end] == text[start] && (end + 1 == text.Length || !char.IsLetterOrDigit(text[end + 1])))
            {
                return end;
            }
        }

        return -1;
    }
}
