using CrossCloudOps.Logs.Folding;
using CrossCloudOps.Logs.Reading;

namespace CrossCloudOps.Logs.Receiving;

/// <summary>Errors of one kind, while they are gathered.</summary>
internal sealed class FoundError(string fingerprint, string title)
{
    private readonly List<EventMark> _marks = [];
    private LogSample? _sample;
    private long _firstAt = long.MaxValue;
    private long _lastAt = long.MinValue;

    public string Fingerprint => fingerprint;

    public string Title => title;

    public void Add(EventMark mark, long at)
    {
        _marks.Add(mark);
        (_firstAt, _lastAt) = (Math.Min(_firstAt, at), Math.Max(_lastAt, at));
    }

    /// <summary>The fuller one tells more, and of two alike the newer.</summary>
    public bool WouldShow(ErrorDetail detail, long at) => _sample is null || (detail, at).CompareTo((_sample.Detail, _sample.At)) >= 0;

    public int TextLength => _sample?.Text.Length ?? 0;

    public void Show(LogSample sample) => _sample = sample;

    public void Shorten() => _sample = _sample! with { Text = SampleText.Cut(_sample.Text, SampleText.Short) };

    public void Add(FoundError later)
    {
        _marks.AddRange(later._marks);
        (_firstAt, _lastAt) = (Math.Min(_firstAt, later._firstAt), Math.Max(_lastAt, later._lastAt));
        if (later._sample is { } sample && WouldShow(sample.Detail, sample.At))
        {
            _sample = sample;
        }
    }

    /// <summary>An event that came twice is marked once.</summary>
    public IEnumerable<LogFind> Finds(int mostMarks) => _marks.Distinct().Chunk(mostMarks).Select(marks => new LogFind
    {
        Fingerprint = fingerprint,
        Title = title,
        Sample = _sample!,
        FirstAt = _firstAt,
        LastAt = _lastAt,
        Marks = EventMark.Write(marks),
    });
}
