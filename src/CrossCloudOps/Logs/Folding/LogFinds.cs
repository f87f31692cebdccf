using CrossCloudOps.Logs.Reading;

namespace CrossCloudOps.Logs.Folding;

/// <summary>Gathers errors of one log group by their kind.</summary>
internal sealed class LogFinds
{
    private readonly Dictionary<string, Gathered> _kinds = [];

    /// <param name="at">The head's time.</param>
    /// <param name="text">The error's text; asked for only if it becomes the sample.</param>
    public void Add(ErrorKind kind, EventMark mark, long at, string stream, string? requestId, Func<string> text)
    {
        if (!_kinds.TryGetValue(kind.Fingerprint, out var gathered))
        {
            _kinds[kind.Fingerprint] = gathered = new Gathered(kind.Title, at);
        }

        gathered.Marks.Add(mark);
        gathered.FirstAt = Math.Min(gathered.FirstAt, at);
        gathered.LastAt = Math.Max(gathered.LastAt, at);
        if (gathered.Sample is not { } sample || sample.Detail < kind.Detail || (sample.Detail == kind.Detail && sample.At <= at))
        {
            var whole = text();
            gathered.Title = kind.Title;
            gathered.Sample = new LogSample(whole.Length <= LogSample.LongestText ? whole : whole[..LogSample.LongestText], whole.Length, kind.Detail, at, stream, requestId);
        }
    }

    public IReadOnlyList<LogFind> ToList() =>
    [
        .. _kinds.Select(static k => new LogFind
        {
            Fingerprint = k.Key,
            Title = k.Value.Title,
            Sample = k.Value.Sample!,
            FirstAt = k.Value.FirstAt,
            LastAt = k.Value.LastAt,
            Marks = EventMark.Write(k.Value.Marks),
        }),
    ];

    private sealed class Gathered(string title, long at)
    {
        public HashSet<EventMark> Marks { get; } = [];

        public string Title { get; set; } = title;

        public long FirstAt { get; set; } = at;

        public long LastAt { get; set; } = at;

        public LogSample? Sample { get; set; }
    }
}
