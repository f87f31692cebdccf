namespace CrossCloudOps.Logs.Reading;

/// <summary>The id that Lambda gives an invocation, where a line tells it; not any other UUID.</summary>
internal static class RequestId
{
    public const int Length = 36;

    private const int FirstHyphen = 8;

    private static readonly string[] Names =
        ["requestId", "request_id", "awsRequestId", "aws_request_id", "function_request_id", "lambdaRequestId", "lambda_request_id", "faas_execution", "invocation_id"];

    public static int IndexIn(ReadOnlySpan<char> text)
    {
        for (var at = FirstHyphen; at + Length - FirstHyphen <= text.Length;)
        {
            var hyphen = text[at..].IndexOf('-');
            if (hyphen < 0)
            {
                return -1;
            }

            at += hyphen;
            if (IsUuid(text, at - FirstHyphen))
            {
                if (IsNamed(text, at - FirstHyphen))
                {
                    return at - FirstHyphen;
                }

                at += Length - FirstHyphen;
            }
            else
            {
                at++;
            }
        }

        return -1;
    }

    public static bool IsUuid(ReadOnlySpan<char> text, int start)
    {
        if (start < 0 || start + Length > text.Length || text[start + 8] != '-' || text[start + 13] != '-' || text[start + 18] != '-' || text[start + 23] != '-')
        {
            return false;
        }

        for (var n = 0; n < Length; n++)
        {
            if (n is not (8 or 13 or 18 or 23) && !char.IsAsciiHexDigit(text[start + n]))
            {
                return false;
            }
        }

        return (start == 0 || !char.IsAsciiLetterOrDigit(text[start - 1])) && (start + Length == text.Length || !char.IsAsciiLetterOrDigit(text[start + Length]));
    }

    private static bool IsNamed(ReadOnlySpan<char> text, int start)
    {
        var end = start + Length;
        if (start > 0 && text[start - 1] == '\t' && (end == text.Length || text[end] is '\t' or '\n'))
        {
            return true;
        }

        if (text[end..].StartsWith(" Task timed out", StringComparison.Ordinal))
        {
            return true;
        }

        var before = text[Math.Max(0, start - 40)..start].TrimEnd(" \"\\:='");
        var nameStart = before.Length;
        while (nameStart > 0 && (char.IsAsciiLetterOrDigit(before[nameStart - 1]) || before[nameStart - 1] == '_'))
        {
            nameStart--;
        }

        return before.Length < start && IsName(before[nameStart..]);
    }

    private static bool IsName(ReadOnlySpan<char> word)
    {
        foreach (var name in Names)
        {
            if (word.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
