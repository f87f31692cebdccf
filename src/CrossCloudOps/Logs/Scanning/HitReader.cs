using CrossCloudOps.Logs.Folding;
using CrossCloudOps.Logs.Reading;

namespace CrossCloudOps.Logs.Scanning;

/// <summary>Makes errors of the hits of one log group, with the lines around them. One is made for each turn.</summary>
internal sealed class HitReader(IReadOnlyList<StreamEvent> hits)
{
    /// <summary>So many characters of samples a batch may have; of kinds that come later only beginnings are kept.</summary>
    private const int MostText = 8 * 1024 * 1024;

    private readonly ErrorReader _reader = new();
    private readonly HashSet<EventMark> _hits = [.. hits.Select(static h => h.Mark)];
    private readonly Dictionary<EventMark, ErrorKind> _alone = [];
    private IReadOnlyList<ReadStream>? _hitStreams;

    /// <summary>As they are without anything around them.</summary>
    private IReadOnlyList<ReadStream> HitStreams => _hitStreams ??= [.. Streams(hits)];

    /// <summary>Hits that may belong to more than was found, with their kind as it is without that.</summary>
    public IEnumerable<(StreamEvent Event, string Fingerprint)> Unsure()
    {
        foreach (var stream in HitStreams)
        {
            foreach (var (error, n) in stream.Errors.Where(static e => e.Kind.Detail != ErrorDetail.Whole).SelectMany(static e => e.Events, static (e, n) => (e, n)))
            {
                _alone[stream.Events[n].Mark] = error.Kind;
                yield return (stream.Events[n], error.Kind.Fingerprint);
            }
        }
    }

    /// <summary>The errors, without those whose head is counted already.</summary>
    public HitErrors Read(IReadOnlyList<StreamEvent> context, IReadOnlyList<LogStretch> covered, IReadOnlySet<EventMark> seen)
    {
        var streams = context.Count == 0
            ? HitStreams
            : [.. Streams(context.Concat(hits).DistinctBy(static e => e.Mark)).Select(s => s with { Errors = [.. s.Errors.Where(e => e.Events.Any(n => _hits.Contains(s.Events[n].Mark)))] })];
        var wholes = Wholes(streams);
        var (found, absorbed, left) = (new FoundErrors(), new List<EventMark>(), MostText);
        foreach (var stream in streams)
        {
            absorbed.AddRange(stream.Errors.SelectMany(static e => e.Events.Skip(1)).Select(n => stream.Events[n].Mark).Where(_hits.Contains));
            var uncounted = stream.Errors.Where(e => !seen.Contains(stream.HeadOf(e).Mark)).Select(e => e with { Kind = KindOf(e, stream.HeadOf(e), covered, wholes) });
            found.Add(FoundErrors.Of(stream.Name, stream.LogEvents, uncounted), ref left);
        }

        return new HitErrors([.. found.All.SelectMany(static e => e.Finds(int.MaxValue))], absorbed, StandAlone(streams, covered, wholes));
    }

    /// <summary>Of a hit that nobody looked around: what such hits were part of where somebody did, so that one error is not told as two.</summary>
    private static ErrorKind KindOf(LogError error, StreamEvent head, IReadOnlyList<LogStretch> covered, Dictionary<string, ErrorKind> wholes) =>
        error.Kind.Detail != ErrorDetail.Whole && wholes.TryGetValue(error.Kind.Fingerprint, out var whole) && !covered.Any(s => s.Covers(head))
            ? whole with { Title = error.Kind.Title, Detail = error.Kind.Detail }
            : error.Kind;

    /// <summary>By the fingerprint of a hit alone: the whole error that it was most often part of.</summary>
    private Dictionary<string, ErrorKind> Wholes(IEnumerable<ReadStream> streams) => streams
        .SelectMany(static s => s.Errors, static (s, e) => (Stream: s, Error: e))
        .Where(static e => e.Error.Kind.Detail == ErrorDetail.Whole)
        .SelectMany(e => e.Error.Events.Select(n => (Alone: _alone.GetValueOrDefault(e.Stream.Events[n].Mark), Whole: e.Error.Kind)))
        .Where(static e => e.Alone is not null)
        .GroupBy(static e => e.Alone!.Fingerprint)
        .ToDictionary(static g => g.Key, static g => g.GroupBy(static e => e.Whole.Fingerprint).MaxBy(static k => k.Count())!.First().Whole);

    private static HashSet<string> StandAlone(IEnumerable<ReadStream> streams, IReadOnlyList<LogStretch> covered, Dictionary<string, ErrorKind> wholes) =>
    [
        .. streams.SelectMany(static s => s.Errors, static (s, e) => (Head: s.HeadOf(e), e.Kind))
            .Where(e => e.Kind.Detail == ErrorDetail.Line && covered.Any(c => c.Covers(e.Head)))
            .Select(static e => e.Kind.Fingerprint)
            .Where(f => !wholes.ContainsKey(f)),
    ];

    private IEnumerable<ReadStream> Streams(IEnumerable<StreamEvent> events)
    {
        foreach (var stream in events.GroupBy(static e => e.Stream))
        {
            // Stable: events of one millisecond stay in the order in which they were read.
            var ordered = stream.OrderBy(static e => e.Event.At).ToList();
            var logEvents = ordered.Select(static e => e.Event).ToList();
            yield return new ReadStream(stream.Key, ordered, logEvents, [.. _reader.Read(logEvents)]);
        }
    }

    private sealed record ReadStream(string Name, IReadOnlyList<StreamEvent> Events, IReadOnlyList<LogEvent> LogEvents, IReadOnlyList<LogError> Errors)
    {
        public StreamEvent HeadOf(LogError error) => Events[error.Events[0]];
    }
}

/// <param name="Absorbed">Marks of hits that another event stands for.</param>
/// <param name="StandAlone">Fingerprints of hits around which nothing was found that belongs to them.</param>
internal sealed record HitErrors(IReadOnlyList<LogFind> Finds, IReadOnlyList<EventMark> Absorbed, IReadOnlySet<string> StandAlone);
