namespace CrossCloudOps.Logs.Reading;

/// <summary><c>orders.rb:12:in 'save': no stock (OutOfStock)</c>, then lines that begin with <c>from</c>.</summary>
internal static class RubyTraceback
{
    private static readonly string[] Libraries = ["/gems/", "/var/runtime/", "/lib/ruby/", "/usr/lib/", "<internal:"];

    public static Traceback? Read(string[] lines)
    {
        var first = Array.FindIndex(lines, static l => HeadOf(l.Trim()) is not null || CallerOf(l) is not null);
        if (first < 0)
        {
            return null;
        }

        var head = HeadOf(lines[first].Trim());
        var callers = lines.Skip(head is null ? first : first + 1).Select(CallerOf).OfType<Frame>().ToList();
        return callers.Count == 0 ? null : new Traceback([new Thrown(head?.Type, head?.Message ?? "", [.. head?.Frames ?? [], .. callers])], head is not null);
    }

    private static Frame? CallerOf(string line) => line.Trim() is var text && text.Begins("from ") ? FrameOf(text["from ".Length..]) : null;

    private static Thrown? HeadOf(string text)
    {
        var open = text.LastIndexOf(" (", StringComparison.Ordinal);
        var message = MessageStart(text);
        return message > 0 && open >= message && text[^1] == ')' && FrameOf(text) is { } frame
            ? new Thrown(text[(open + 2)..^1], text[message..open].Trim(), [frame])
            : null;
    }

    /// <summary>Behind the function's closing quote and a colon.</summary>
    private static int MessageStart(string text)
    {
        var at = text.IndexOf("': ", StringComparison.Ordinal);
        return at < 0 ? -1 : at + 2;
    }

    public static Frame? FrameOf(string text)
    {
        const string function = ":in ";
        var at = text.IndexOf(function, StringComparison.Ordinal);
        if (at <= 0 || at + function.Length + 1 >= text.Length || text[at + function.Length] is not ('`' or '\''))
        {
            return null;
        }

        var start = at + function.Length + 1;
        var end = text.IndexOf('\'', start);
        var path = text[..at].TrimEnd("0123456789:".ToCharArray());
        var name = end < 0 ? text[start..] : text[start..end];
        name = name.Begins("block in ") ? name["block in ".Length..] : name;
        return new Frame(TextLines.FileName(path), name[(name.LastIndexOfAny(['#', '.']) + 1)..], !Libraries.Any(path.Has));
    }
}
