namespace CrossCloudOps.Logs.Reading;

/// <summary>Finds which events of a stream are lines of one traceback. What was decided for an event is not changed by later ones.</summary>
internal sealed class EventJoining
{
    private const int MostOpen = 16;
    private const long LongestGap = 1000;

    /// <summary>An exception may be thrown for itself; right behind a line of the log that tells of trouble it is that line's.</summary>
    private const long LongestGapBeforeHead = 50;

    private readonly List<OpenTraceback> _open = new(MostOpen);
    private readonly List<OpenTraceback> _joined = [];

    public IEnumerable<(int Place, IReadOnlyList<int> Events, string? RequestId)> Joined =>
        _joined.Select(static t => (t.Place, (IReadOnlyList<int>)t.Events!, t.ToldRequestId));

    /// <summary>Joins an event with the latest one that it may belong to.</summary>
    public bool TryJoin(int index, long at, LineForm form, string? requestId)
    {
        if (_open.Count == 0 || form.Role is LineRole.Plain or LineRole.Report or LineRole.Start)
        {
            return false;
        }

        for (var n = _open.Count - 1; n >= 0; n--)
        {
            if (_open[n].Accepts(at, form, requestId) is { } end)
            {
                var traceback = _open[n];
                _open.RemoveAt(n);
                _open.Add(traceback);
                if (traceback.Take(index, at, form, requestId, end))
                {
                    _joined.Add(traceback);
                }

                return true;
            }
        }

        return false;
    }

    /// <param name="place">Of the error that the event begins.</param>
    public void Open(int index, long at, KnownShape shape, string? requestId, int place, string? toldRequestId)
    {
        if (shape.Form.End == OpenEnd.Closed)
        {
            return;
        }

        var reused = TakeLeast(at);
        if (reused is null)
        {
            reused = new OpenTraceback();
        }

        reused.Begin(index, at, shape, requestId, place, toldRequestId);
        _open.Add(reused);
    }

    /// <summary>One that nothing can be joined with any more, to be used again; null if there is none.</summary>
    private OpenTraceback? TakeLeast(long at)
    {
        OpenTraceback? least = null;
        for (var n = _open.Count - 1; n >= 0; n--)
        {
            if (n < _open.Count - MostOpen + 1 || _open[n].IsOver(at))
            {
                least = _open[n].Events is null ? _open[n] : least;
                _open.RemoveAt(n);
            }
        }

        return least;
    }

    private sealed class OpenTraceback
    {
        private int _head;
        private long _lastAt;
        private OpenEnd _end;
        private LogLevel _level;
        private string? _requestId;
        private bool _prefixed;

        public int Place { get; private set; }

        public List<int>? Events { get; private set; }

        public string? ToldRequestId { get; private set; }

        public void Begin(int index, long at, KnownShape shape, string? requestId, int place, string? toldRequestId)
        {
            (_head, _lastAt, _end, _level, _requestId, Place, ToldRequestId) = (index, at, shape.Form.End, shape.Kind.Level, requestId, place, toldRequestId);
            _prefixed = shape.Form.Prefix > 0;
            Events = null;
        }

        public bool IsOver(long at) => _requestId is null && at - _lastAt > LongestGap;

        /// <summary>What may follow then; null if it is not of this one.</summary>
        public OpenEnd? Accepts(long at, LineForm form, string? requestId)
        {
            var gap = Math.Abs(at - _lastAt);
            var sure = requestId is not null && _requestId is not null;
            if (sure ? requestId != _requestId : gap > LongestGap)
            {
                return null;
            }

            if (form.Prefix > 0 && !_prefixed && form.Role is LineRole.Blank or LineRole.Indented or LineRole.ExceptionHead or LineRole.PythonType or LineRole.GoCall)
            {
                return null;
            }

            // It brings frames of its own; or the frames were told what they end in, as Lambda does.
            if (form.Role is LineRole.ExceptionHead or LineRole.PythonType && (form.End is OpenEnd.PythonToldFrames || (_end == OpenEnd.PythonToldFrames && form.Prefix > 0)))
            {
                return null;
            }

            if (form.Role == LineRole.ExceptionHead && _end == OpenEnd.Line && (form.Prefix > 0 || gap > LongestGapBeforeHead || _level < LogLevel.Warning || Events is not null))
            {
                return null;
            }

            return LineForm.After(_end, form.Role);
        }

        /// <summary>True if it was one event until now.</summary>
        public bool Take(int index, long at, LineForm form, string? requestId, OpenEnd end)
        {
            var first = Events is null;
            (Events ??= [_head]).Add(index);
            _lastAt = at;
            _end = form.End is OpenEnd.Closed or OpenEnd.Line or OpenEnd.Category or OpenEnd.Thrown ? end : form.End;
            _requestId ??= requestId;
            ToldRequestId ??= requestId;
            _prefixed |= form.Prefix > 0;
            return first;
        }
    }
}
