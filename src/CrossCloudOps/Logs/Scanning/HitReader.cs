using CrossCloudOps.Logs.Folding;
using CrossCloudOps.Logs.Reading;

namespace CrossCloudOps.Logs.Scanning;

/// <summary>Makes errors of the hits of one log group, with the lines around them. One is made for each turn.</summary>
internal sealed class HitReader(IReadOnlyList<StreamEvent> hits)
{
    private readonly ErrorReader _reader = new();
    private readonly HashSet<EventMark> _hits = [.. hits.Select(static h => h.Mark)];
    private readonly Dictionary<EventMark, ErrorKind> _alone = [];

    /// <summary>Hits that may belong to more than was found, with their kind as it is without that.</summary>
    public IEnumerable<(StreamEvent Event, string Fingerprint)> Unsure()
    {
        foreach (var (events, error) in Errors(hits).Where(static e => e.Error.Kind.Detail != ErrorDetail.Whole))
        {
            foreach (var hit in error.Events.Select(n => events[n]))
            {
                _alone[hit.Mark] = error.Kind;
                yield return (hit, error.Kind.Fingerprint);
            }
        }
    }

    /// <summary>The errors, without those whose head is counted already, and the marks of hits that another event stands for.</summary>
    public (IReadOnlyList<LogFind> Finds, IReadOnlyList<EventMark> Absorbed) Read(
        IReadOnlyList<StreamEvent> context, IReadOnlyList<LogStretch> covered, IReadOnlySet<EventMark> seen)
    {
        var found = Errors(context.Concat(hits).DistinctBy(static e => e.Mark))
            .Where(e => e.Error.Events.Any(n => _hits.Contains(e.Events[n].Mark)))
            .ToList();
        var wholes = Wholes(found);
        var (finds, absorbed) = (new LogFinds(), new List<EventMark>());
        foreach (var (events, error) in found)
        {
            var head = events[error.Events[0]];
            absorbed.AddRange(error.Events.Select(n => events[n].Mark).Where(m => m != head.Mark && _hits.Contains(m)));
            if (!seen.Contains(head.Mark))
            {
                finds.Add(KindOf(error, head, covered, wholes), head.Mark, head.Event.At, head.Stream, error.RequestId, () => ErrorReader.TextOf(error, [.. events.Select(static e => e.Event)]));
            }
        }

        return (finds.ToList(), absorbed);
    }

    /// <summary>Of a hit that nobody looked around: what such hits were part of where somebody did, so that one error is not told as two.</summary>
    private static ErrorKind KindOf(LogError error, StreamEvent head, IReadOnlyList<LogStretch> covered, Dictionary<string, ErrorKind> wholes) =>
        error.Kind.Detail != ErrorDetail.Whole && wholes.TryGetValue(error.Kind.Fingerprint, out var whole) && !covered.Any(s => s.Covers(head))
            ? whole with { Title = error.Kind.Title, Detail = error.Kind.Detail }
            : error.Kind;

    /// <summary>By the fingerprint of a hit alone: the whole error that it was most often part of.</summary>
    private Dictionary<string, ErrorKind> Wholes(IReadOnlyList<(IReadOnlyList<StreamEvent> Events, LogError Error)> found) => found
        .Where(static e => e.Error.Kind.Detail == ErrorDetail.Whole)
        .SelectMany(e => e.Error.Events.Select(n => (Alone: _alone.GetValueOrDefault(e.Events[n].Mark), Whole: e.Error.Kind)))
        .Where(static e => e.Alone is not null)
        .GroupBy(static e => e.Alone!.Fingerprint)
        .ToDictionary(static g => g.Key, static g => g.GroupBy(static e => e.Whole.Fingerprint).MaxBy(static k => k.Count())!.First().Whole);

    private IEnumerable<(IReadOnlyList<StreamEvent> Events, LogError Error)> Errors(IEnumerable<StreamEvent> events)
    {
        foreach (var stream in events.GroupBy(static e => e.Stream))
        {
            // Stable: events of one millisecond stay in the order in which they were read.
            var ordered = stream.OrderBy(static e => e.Event.At).ToList();
            foreach (var error in _reader.Read([.. ordered.Select(static e => e.Event)]))
            {
                yield return (ordered, error);
            }
        }
    }
}
