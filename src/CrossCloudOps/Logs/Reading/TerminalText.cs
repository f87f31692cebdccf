using System.Buffers;
using System.Text;

namespace CrossCloudOps.Logs.Reading;

/// <summary>Text as it can be shown: without terminal escapes, other control characters and halves of surrogate pairs.</summary>
internal static class TerminalText
{
    public const char Replacement = '\uFFFD';

    private const char Escape = '\u001b';
    private const char ControlSequence = '\u009b';
    private const char OperatingSystemCommand = '\u009d';
    private const char StringEnd = '\u009c';
    private const char Bell = '\u0007';
    private const int LongestControlSequence = 64;

    private static readonly SearchValues<char> Suspects = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(static c => (char)c).Where(static c => c is not ('\n' or '\t')),
         .. Enumerable.Range(0x7f, 0x21).Select(static c => (char)c),
         .. Enumerable.Range(0xd800, 0x800).Select(static c => (char)c)]);

    public static string Clean(string text)
    {
        if (!text.AsSpan().ContainsAny(Suspects))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        Append(text, clean);
        return clean.ToString();
    }

    private static void Append(ReadOnlySpan<char> text, StringBuilder clean)
    {
        for (var at = 0; at < text.Length;)
        {
            var next = text[at..].IndexOfAny(Suspects);
            if (next < 0)
            {
                clean.Append(text[at..]);
                return;
            }

            clean.Append(text.Slice(at, next));
            at += next;
            if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            {
                clean.Append(text.Slice(at, 2));
                at += 2;
            }
            else if (char.IsSurrogate(text[at]))
            {
                clean.Append(Replacement);
                at++;
            }
            else
            {
                AppendControl(text, at, clean);
                at = EndOfControl(text, at);
            }
        }
    }

    /// <summary>A line may end with a carriage return alone, as progress bars write it.</summary>
    private static void AppendControl(ReadOnlySpan<char> text, int at, StringBuilder clean)
    {
        if (text[at] == '\r')
        {
            clean.Append(at + 1 < text.Length && text[at + 1] != '\n' ? "\n" : "");
        }
        else if (text[at] is not (Escape or ControlSequence or OperatingSystemCommand or StringEnd or Bell))
        {
            clean.Append(' ');
        }
    }

    /// <summary>Behind the control character at a place, or the whole escape sequence that begins there.</summary>
    public static int EndOfControl(ReadOnlySpan<char> text, int at)
    {
        if (text[at] == ControlSequence)
        {
            return EndOfSequence(text, at + 1);
        }

        if (text[at] == OperatingSystemCommand)
        {
            return EndOfCommand(text, at + 1);
        }

        if (text[at] != Escape || at + 1 == text.Length)
        {
            return at + 1;
        }

        return text[at + 1] switch
        {
            '[' => EndOfSequence(text, at + 2),
            ']' or 'P' or 'X' or '^' or '_' => EndOfCommand(text, at + 2),
            >= ' ' and <= '/' => Math.Min(at + 3, text.Length),
            >= '0' and <= '~' => at + 2,
            _ => at + 1,
        };
    }

    public static int EndOfSequence(ReadOnlySpan<char> text, int at)
    {
        var most = Math.Min(text.Length, at + LongestControlSequence);
        while (at < most && text[at] is >= ' ' and <= '?')
        {
            at++;
        }

        return at < most && text[at] is >= '@' and <= '~' ? at + 1 : at;
    }

    /// <summary>Ends with its line at the latest, so that one without end does not hide what follows.</summary>
    private static int EndOfCommand(ReadOnlySpan<char> text, int at)
    {
        var end = text[at..].IndexOfAny([Bell, Escape, StringEnd, '\n']);
        if (end < 0)
        {
            return text.Length;
        }

        at += end;
        return text[at] switch
        {
            Escape when at + 1 < text.Length && text[at + 1] == '\\' => at + 2,
            Bell or StringEnd => at + 1,
            _ => at,
        };
    }
}
