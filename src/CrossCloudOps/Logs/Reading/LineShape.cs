using System.Buffers;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace CrossCloudOps.Logs.Reading;

/// <summary>
/// Writes texts without what differs between alike ones: numbers, times, ids and terminal escapes. What groups an error is read from this
/// masked text alone, so texts that are alike when masked need to be read only once. JSON stays JSON.
/// </summary>
internal sealed class LineShape
{
    private const char Mask = '0';
    private const int UuidHead = 8;
    private const int MostKeptDigits = 3;
    private const int ShortestHexWord = 6;

    private static readonly SearchValues<char> Stops = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(static c => (char)c).Where(static c => c is not ('\n' or '\t')), .. "0123456789", '\u007f']);

    private static readonly int[] UuidParts = [9, 14, 19, 24];

    private char[] _masked = new char[4096];
    private int _length;

    public UInt128 Hash => XxHash128.HashToUInt128(MemoryMarshal.AsBytes(_masked.AsSpan(0, _length)));

    public override string ToString() => new(_masked, 0, _length);

    public void Clear() => _length = 0;

    public void AppendLine()
    {
        MakeRoom(1);
        _masked[_length++] = '\n';
    }

    public void Append(ReadOnlySpan<char> text)
    {
        MakeRoom(text.Length);
        var copied = 0;
        for (var at = 0; at < text.Length;)
        {
            var stop = text[at..].IndexOfAny(Stops);
            if (stop < 0)
            {
                break;
            }

            at += stop;
            if (!char.IsAsciiDigit(text[at]))
            {
                Copy(text[copied..at]);
                at = copied = TerminalText.EndOfControl(text, at);
                continue;
            }

            var start = StartOfWord(text, at, copied);
            var end = EndOfWord(text, at);
            if (EndOfEscapedSequence(text, start) is > 0 and var behind)
            {
                Copy(text[copied..(start - 1)]);
                at = copied = behind;
                continue;
            }

            if (IsEscape(text, start) || IsKept(text[start..end]) || IsKlogLevel(text[start..end]) || IsLevel(text, start, end))
            {
                at = end;
                continue;
            }

            start = StartOfUuid(text, start, copied);
            Copy(text[copied..start]);
            _masked[_length++] = Mask;
            at = copied = EndOfNumber(text, start, end);
        }

        Copy(text[copied..]);
    }

    private void Copy(ReadOnlySpan<char> text)
    {
        text.CopyTo(_masked.AsSpan(_length));
        _length += text.Length;
    }

    /// <summary>No text is longer when masked.</summary>
    private void MakeRoom(int more)
    {
        if (_masked.Length - _length < more)
        {
            Array.Resize(ref _masked, Math.Max(_masked.Length * 2, _length + more));
        }
    }

    private static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c == '_' || c >= '\u0080';

    /// <summary>The letter of an escape such as <c>\n</c> is no part of the word behind it.</summary>
    private static int StartOfWord(ReadOnlySpan<char> text, int at, int least)
    {
        var start = at;
        while (start > least && IsWord(text[start - 1]))
        {
            start--;
        }

        return start > least && start < at && text[start - 1] == '\\' && text[start] != 'u' ? start + 1 : start;
    }

    /// <summary>The first parts of a UUID may have no digit.</summary>
    private static int StartOfUuid(ReadOnlySpan<char> text, int start, int least)
    {
        if (start > 0 && text[start - 1] == '-')
        {
            foreach (var before in UuidParts)
            {
                if (start - before >= least && RequestId.IsUuid(text, start - before))
                {
                    return start - before;
                }
            }
        }

        return start;
    }

    private static int EndOfWord(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && IsWord(text[at]))
        {
            at++;
        }

        return at;
    }

    /// <summary>JSON's <c>\u001b</c>; the word may go on behind it.</summary>
    private static bool IsEscape(ReadOnlySpan<char> text, int start) => start > 0 && text[start] == 'u' && text[start - 1] == '\\';

    /// <summary>A terminal's control sequence as JSON writes it.</summary>
    private static int EndOfEscapedSequence(ReadOnlySpan<char> text, int start) =>
        IsEscape(text, start) && text[start..].StartsWith("u001b[", StringComparison.OrdinalIgnoreCase) ? TerminalText.EndOfSequence(text, start + "u001b[".Length) : 0;

    /// <summary>klog writes level, month and day so: <c>E0102</c>.</summary>
    private static bool IsKlogLevel(ReadOnlySpan<char> word) => word.Length == 5 && word[0] is 'I' or 'W' or 'E' or 'F' && !word[1..].ContainsAnyExceptInRange('0', '9');

    /// <summary>Names such as <c>Base64Decoder</c> and <c>v2</c> tell apart what is called; <c>7f3a9c</c> and <c>user20481</c> do not.</summary>
    private static bool IsKept(ReadOnlySpan<char> word)
    {
        if (char.IsAsciiDigit(word[0]))
        {
            return false;
        }

        var first = word.IndexOfAnyInRange('0', '9');
        var rest = word[first..];
        var digits = rest.IndexOfAnyExceptInRange('0', '9');
        digits = digits < 0 ? rest.Length : digits;
        return digits <= MostKeptDigits
            && !rest[digits..].ContainsAnyInRange('0', '9')
            && !(word.Length >= ShortestHexWord && IsHex(word));
    }

    private static bool IsHex(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
        {
            if (!char.IsAsciiHexDigit(c))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>pino's <c>"level":50</c> and Python's <c>"levelno": 40</c>.</summary>
    private static bool IsLevel(ReadOnlySpan<char> text, int start, int end)
    {
        if (end - start != 2 || start < 8 || text[start - 1] is not (':' or ' '))
        {
            return false;
        }

        var before = text[Math.Max(0, start - 14)..start].TrimEnd(' ').TrimEnd(':');
        return before.EndsWith("\"level\"") || before.EndsWith("\"levelno\"");
    }

    /// <summary>Behind a number or id and those that stand right behind it, as in <c>2024-01-02</c>, <c>1.5</c>, <c>12:30:01</c> and UUIDs.</summary>
    private static int EndOfNumber(ReadOnlySpan<char> text, int start, int end)
    {
        if (start + UuidHead < text.Length && text[start + UuidHead] == '-' && RequestId.IsUuid(text, start))
        {
            return start + RequestId.Length;
        }

        while (end + 1 < text.Length && text[end] is '.' or ':' or '-' or '+' or '/' or ',' && char.IsAsciiDigit(text[end + 1]))
        {
            end = EndOfWord(text, end + 1);
        }

        return end;
    }
}
