namespace CrossCloudOps.Logs.Reading;

/// <summary>Python tells the deepest call last, then the type; the root cause comes first of several.</summary>
internal sealed class PythonTraceback
{
    public const string Head = "Traceback (most recent call last):";
    public const string GroupHead = "Exception Group Traceback (most recent call last):";

    private const string FileStart = "File \"";
    private const int LongestMessage = 4000;
    private const int MostThrown = 50;

    private static readonly string[] Libraries =
        ["/site-packages/", "\\site-packages\\", "/dist-packages/", "/var/runtime/", "/var/lang/", "/usr/lib/python", "/usr/local/lib/python", "/opt/python/", "/lib/python", "\\Lib\\", "<frozen"];

    private readonly List<Thrown> _printed = [];
    private readonly string? _before;
    private List<Frame> _frames = [];
    private bool _open;
    private bool _headed;
    private bool _group;
    private bool _headless;

    private PythonTraceback(string? before) => _before = before;

    public static Traceback? Read(string[] lines)
    {
        var first = Array.FindIndex(lines, static l => l.Has(Head) || IsFrame(l.AsSpan().TrimStart(" |")));
        if (first < 0)
        {
            return null;
        }

        var group = lines.Any(static l => l.Has(GroupHead));
        var reading = new PythonTraceback(Array.Find(lines[..first], static l => !string.IsNullOrWhiteSpace(l))) { _group = group, _headless = !lines[first].Has(Head) };
        for (var n = first; n < lines.Length; n++)
        {
            reading.Take(group ? WithoutMargin(lines[n]) : lines[n]);
        }

        return reading.Finish();
    }

    /// <summary>Whether a line, without what indents it, names a file and a line of it.</summary>
    public static bool IsFrame(ReadOnlySpan<char> text) => WithoutMark(text).StartsWith(FileStart, StringComparison.Ordinal) && text.Contains("\", line ", StringComparison.Ordinal);

    /// <summary>loguru marks the frame where the exception was caught.</summary>
    private static ReadOnlySpan<char> WithoutMark(ReadOnlySpan<char> text) => text.StartsWith("> ", StringComparison.Ordinal) ? text[2..] : text;

    public static bool IsLibrary(string path) => Libraries.Any(path.Has);

    private void Take(string line)
    {
        var text = line.Trim();
        if (text.Begins(Head) || text.Begins(GroupHead))
        {
            Close(null, "");
            (_open, _headed) = (true, true);
        }
        else if (IsFrame(text))
        {
            _open = true;
            _frames.Add(FrameOf(WithoutMark(text).ToString()));
        }
        else if (_open && text.Length > 0 && TextLines.Indentation(line) == 0)
        {
            if (ExceptionHead.TryReadPython(text, out var type, out var message))
            {
                Close(type, message);
            }
        }
        else if (!_open && _printed.Count > 0 && text.Length > 0 && !IsBetween(text))
        {
            var last = _printed[^1];
            if (last.Message.Length + text.Length < LongestMessage)
            {
                _printed[^1] = last with { Message = $"{last.Message}\n{text}" };
            }
        }
    }

    private void Close(string? type, string message)
    {
        if ((_open || type is not null) && _printed.Count < MostThrown)
        {
            _frames.Reverse();
            _printed.Add(new Thrown(type, message, _frames));
        }

        _frames = [];
        _open = false;
    }

    private Traceback? Finish()
    {
        var cut = _open;
        if (cut)
        {
            // Lambda's own lines name type and message before the traceback, and not behind it.
            var named = ExceptionHead.TryRead(_before ?? "", strict: true, out var type, out var message);
            Close(named ? type : null, named ? message : _before ?? "");
            cut = !named;
        }

        if (_printed.Count == 0)
        {
            return null;
        }

        // In a group the parts come behind the whole; else the cause comes before what it caused.
        var chain = _group ? (IReadOnlyList<Thrown>)_printed.Take(2).ToList() : [.. Enumerable.Reverse(_printed)];
        return new Traceback(chain, _headed && !_headless && !cut);
    }

    private static bool IsBetween(string text) => text.Begins("During handling of ") || text.Begins("The above exception was ") || text.Begins("REPORT RequestId");

    /// <summary><c>File "/var/task/orders.py", line 12, in save</c>; a SyntaxError names no function.</summary>
    private static Frame FrameOf(string text)
    {
        const string functionStart = ", in ";
        var end = text.IndexOf('"', FileStart.Length);
        var path = text[FileStart.Length..end];
        var function = text.IndexOf(functionStart, end, StringComparison.Ordinal);
        var name = function < 0 ? "" : text[(function + functionStart.Length)..].Split('\n')[0];
        return new Frame(TextLines.FileName(path), name is "<module>" or "<lambda>" ? "" : name, !IsLibrary(path));
    }

    /// <summary>Without <c>  | </c> and <c>  +-+------</c>, which show what belongs to which part of a group.</summary>
    private static string WithoutMargin(string line)
    {
        var text = line.TrimStart();
        if (text.Begins("+-"))
        {
            return "";
        }

        if (text.Begins("+ "))
        {
            return text[2..];
        }

        return text.Begins("| ") ? text[2..] : text.Begins("|") ? "" : line;
    }
}
