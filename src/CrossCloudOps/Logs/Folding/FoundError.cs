using CrossCloudOps.Logs.Reading;

namespace CrossCloudOps.Logs.Folding;

/// <summary>Errors of one kind, while they are gathered.</summary>
internal sealed class FoundError(string fingerprint)
{
    private readonly List<EventMark> _marks = [];
    private string _title = "";
    private LogSample? _sample;
    private long _firstAt = long.MaxValue;
    private long _lastAt = long.MinValue;
    private long _bestAt;

    public string Fingerprint => fingerprint;

    /// <summary>The one to be shown of those that were added: a fuller one tells more, and of two alike the newer.</summary>
    public LogError? Best { get; private set; }

    public void Add(EventMark mark, long at, LogError error)
    {
        _marks.Add(mark);
        if (Best is null || IsBetter(error.Kind.Detail, at, Best.Kind.Detail, _bestAt))
        {
            (Best, _bestAt, _title) = (error, at, error.Kind.Title);
        }

        (_firstAt, _lastAt) = (Math.Min(_firstAt, at), Math.Max(_lastAt, at));
    }

    public int TextLength => _sample?.Text.Length ?? 0;

    public void Show(LogSample sample) => _sample = sample;

    public void Shorten() => _sample = _sample! with { Text = SampleText.Cut(_sample.Text, SampleText.Short) };

    public void Add(FoundError later)
    {
        _marks.AddRange(later._marks);
        (_firstAt, _lastAt) = (Math.Min(_firstAt, later._firstAt), Math.Max(_lastAt, later._lastAt));
        if (_sample is null || IsBetter(later._sample!.Detail, later._sample.At, _sample.Detail, _sample.At))
        {
            (_sample, _title) = (later._sample, later._title);
        }
    }

    /// <summary>An event that came twice is marked once.</summary>
    public IEnumerable<LogFind> Finds(int mostMarks) => _marks.Distinct().Chunk(mostMarks).Select(marks => new LogFind
    {
        Fingerprint = fingerprint,
        Title = _title,
        Sample = _sample!,
        FirstAt = _firstAt,
        LastAt = _lastAt,
        Marks = EventMark.Write(marks),
    });

    private static bool IsBetter(ErrorDetail detail, long at, ErrorDetail than, long thanAt) => detail > than || (detail == than && at >= thanAt);
}
