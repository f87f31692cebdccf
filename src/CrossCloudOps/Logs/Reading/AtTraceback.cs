namespace CrossCloudOps.Logs.Reading;

/// <summary>Tracebacks of Java, .NET and JavaScript: a head, then lines that begin with <c>at</c>, then causes.</summary>
internal sealed class AtTraceback
{
    private const int LongestMessage = 4000;
    private const int MostThrown = 50;

    private readonly List<Thrown> _chain = [];
    private readonly Stack<int> _outer = new();
    private List<Frame> _frames = [];
    private int _current = -1;
    private bool _skips;
    private bool _awaitsHead;
    private bool _ends;
    private bool _hasFrames;

    public static Traceback? Read(string[] lines)
    {
        var reading = new AtTraceback();
        foreach (var line in lines)
        {
            reading.Take(line, line.Trim());
            if (reading._ends)
            {
                break;
            }
        }

        return reading._hasFrames || reading._chain.Count > 1
            ? new Traceback(reading._chain, reading._chain[0].Type is not null && reading._outer.Count == 0)
            : null;
    }

    private void Take(string line, string text)
    {
        if (text.Length == 0 || TakeFrame(line, text) || TakeCause(line, text) || TakeInner(text))
        {
            return;
        }

        if (_current < 0 || _awaitsHead)
        {
            if (ExceptionHead.TryRead(text, strict: false, out _, out _))
            {
                AddHead(text);
            }
        }
        else if (_frames.Count == 0 && !_skips)
        {
            TakeMessage(line, text);
        }
        else if (_frames.Count > 0 && TextLines.Indentation(line) == 0 && _outer.Count == 0 && ExceptionHead.TryRead(text, strict: true, out _, out _))
        {
            _ends = true;
        }
    }

    private bool TakeFrame(string line, string text)
    {
        if (!text.Begins("at ") || !TryReadFrame(text[3..], out var frame))
        {
            return false;
        }

        if (_current < 0)
        {
            // A sentence may begin so; a frame without its head is indented.
            if (TextLines.Indentation(line) == 0 && frame.Place.Length == 0)
            {
                return false;
            }

            Add(null, "");
        }

        if (!_skips)
        {
            _frames.Add(frame);
            _hasFrames = true;
        }

        return true;
    }

    private static bool TryReadFrame(string call, out Frame frame) =>
        JavaFrame.TryRead(call, out frame) || JavaScriptFrame.TryRead(call, out frame) || DotNetFrame.TryRead(call, out frame);

    /// <summary>Java's and JavaScript's causes; what was suppressed on the way is left out.</summary>
    private bool TakeCause(string line, string text)
    {
        if (text.Begins("Suppressed: "))
        {
            _skips = true;
            return true;
        }

        if (text.Begins("Caused by: "))
        {
            if (_skips && TextLines.Indentation(line) > 0)
            {
                return true;
            }

            _skips = text.Has("[CIRCULAR REFERENCE");
            if (!_skips)
            {
                AddHead(text["Caused by: ".Length..]);
            }

            return true;
        }

        if (text.Begins("[cause]: "))
        {
            AddHead(text["[cause]: ".Length..]);
            return true;
        }

        if (text.Begins("[errors]: ["))
        {
            _awaitsHead = _chain.Count == 1;
            _skips = !_awaitsHead;
            return true;
        }

        return text.Begins("... ");
    }

    /// <summary>.NET tells the inner exception's frames before the outer one's.</summary>
    private bool TakeInner(string text)
    {
        if (text.Begins("---> (Inner Exception #") && _chain.Count > 1)
        {
            _ends = true;
            return true;
        }

        if (text.Begins("---> "))
        {
            if (_current < 0)
            {
                Add(null, "");
            }

            _outer.Push(_current);
            AddHead(text["---> ".Length..]);
            return true;
        }

        if (text.Begins("--- End of inner exception stack trace"))
        {
            if (_outer.TryPop(out var outer))
            {
                _current = outer;
                _frames = (List<Frame>)_chain[outer].Frames;
            }

            return true;
        }

        return text.Begins("--- End of stack trace");
    }

    /// <summary>A message may have several lines; but a full name at the beginning of one, under a line of the log, is the exception itself.</summary>
    private void TakeMessage(string line, string text)
    {
        var thrown = _chain[_current];
        if (_chain.Count == 1 && TextLines.Indentation(line) == 0 && !ExceptionHead.IsDotted(thrown.Type)
            && ExceptionHead.TryRead(text, strict: true, out var type, out var message) && ExceptionHead.IsDotted(type))
        {
            _chain[_current] = thrown with { Type = type, Message = message };
        }
        else if (thrown.Message.Length + text.Length < LongestMessage)
        {
            _chain[_current] = thrown with { Message = thrown.Message.Length == 0 ? text : $"{thrown.Message}\n{text}" };
        }
    }

    /// <summary>Older .NET writes inner exceptions on the line of the outer one.</summary>
    private void AddHead(string head)
    {
        var parts = head.Split(" ---> ", MostThrown);
        for (var n = 0; n < parts.Length; n++)
        {
            if (n > 0)
            {
                _outer.Push(_current);
            }

            var named = ExceptionHead.TryRead(parts[n], strict: false, out var type, out var message);
            Add(named ? type : null, named ? message : parts[n].TrimEnd(' ', '{'));
        }
    }

    private void Add(string? type, string message)
    {
        if (_chain.Count == MostThrown)
        {
            _ends = true;
            return;
        }

        _awaitsHead = false;
        _skips = false;
        _frames = [];
        _chain.Add(new Thrown(type, message, _frames));
        _current = _chain.Count - 1;
    }
}
