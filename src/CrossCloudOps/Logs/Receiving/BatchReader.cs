using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using CrossCloudOps.Logs.Folding;
using CrossCloudOps.Logs.Reading;

namespace CrossCloudOps.Logs.Receiving;

/// <summary>
/// Reads the records of a request on several processors, and always with the same result. The records are taken in runs that bound the
/// memory, so a traceback over two records is whole only if both are in one run.
/// </summary>
internal sealed class BatchReader(RecordReader reader)
{
    /// <summary>A request of 64 MiB has fewer.</summary>
    public const int MostEvents = 5_000_000;

    /// <summary>So many bytes, inflated, are in hand at a time.</summary>
    private const int RunBytes = 4 * 1024 * 1024;

    /// <summary>So many characters of samples a request may have; of the kinds that come later only beginnings are kept.</summary>
    private const int MostText = 32 * 1024 * 1024;

    private static readonly SearchValues<byte> Blanks = SearchValues.Create(" \t\r\n"u8);

    private static readonly ParallelOptions Bounded = new() { MaxDegreeOfParallelism = Math.Min(Environment.ProcessorCount, 4) };

    /// <summary>Each remembers what it read, and always reads the same streams, so that the result does not depend on which is faster.</summary>
    private readonly ErrorReader[] _readers = [.. Enumerable.Range(0, Bounded.MaxDegreeOfParallelism).Select(static _ => new ErrorReader())];

    private readonly OrderedDictionary<string, FoundErrors> _groups = [];
    private readonly SortedDictionary<UnreadableReason, int> _unreadable = [];
    private int _events;
    private int _textLeft = MostText;

    public ReceivedBatch Read(IReadOnlyList<ArraySegment<byte>?> records, CancellationToken cancellationToken)
    {
        for (var from = 0; from < records.Count;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var to = EndOfRun(records, from);
            var contents = new RecordContent[to - from];
            var start = from;
            Parallel.For(from, to, Bounded, n => contents[n - start] = reader.Read(n, records[n]));
            Gather(contents);
            from = to;
        }

        return new ReceivedBatch(_groups, [.. _unreadable.Select(static u => new UnreadableCount(u.Key, u.Value))], _events);
    }

    private void Gather(RecordContent[] contents)
    {
        OrderedDictionary<(string Group, string Stream), List<LogEvent>> streams = [];
        foreach (var content in contents)
        {
            var fault = content.Fault;
            foreach (var payload in content.Payloads)
            {
                if (_events + payload.Events.Count > MostEvents)
                {
                    fault = UnreadableReason.TooManyEvents;
                    break;
                }

                _events += payload.Events.Count;
                if (!streams.TryGetValue((payload.Group, payload.Stream), out var events))
                {
                    streams.Add((payload.Group, payload.Stream), events = []);
                }

                events.AddRange(payload.Events);
            }

            if (fault is { } reason)
            {
                _unreadable[reason] = _unreadable.GetValueOrDefault(reason) + 1;
            }
        }

        var found = new FoundErrors[streams.Count];
        Parallel.For(0, _readers.Length, Bounded, worker =>
        {
            for (var n = worker; n < found.Length; n += _readers.Length)
            {
                var (key, events) = streams.GetAt(n);
                found[n] = FoundErrors.Of(key.Stream, events, _readers[worker].Read(events).Where(error => TellsFailure(error, events)));
            }
        });
        for (var n = 0; n < found.Length; n++)
        {
            var group = streams.GetAt(n).Key.Group;
            if (!_groups.TryGetValue(group, out var errors))
            {
                _groups.Add(group, errors = new FoundErrors());
            }

            errors.Add(found[n], ref _textLeft);
        }
    }

    /// <summary>A subscription without a filter sends also what tells of none.</summary>
    private static bool TellsFailure(LogError error, List<LogEvent> events) =>
        error.Kind.Level is not (LogLevel.Debug or LogLevel.Info) && (error.Events.Count > 1 || !LambdaNotice.TellsNoFailure(events[error.Events[0]].Message));

    private static int EndOfRun(IReadOnlyList<ArraySegment<byte>?> records, int from)
    {
        var to = from;
        for (long bytes = 0; to < records.Count && (to == from || bytes + Size(records[to]) <= RunBytes); to++)
        {
            bytes += Size(records[to]);
        }

        return to;
    }

    /// <summary>What a record takes when inflated, by what the last bytes of its gzip say. Where they cannot be read yet: the most.</summary>
    private static int Size(ArraySegment<byte>? base64)
    {
        if (base64 is not { Count: > 8 } data)
        {
            return 0;
        }

        if (data.AsSpan().ContainsAny(Blanks))
        {
            return Gzip.Limit;
        }

        if (!data.AsSpan().StartsWith("H4"u8))
        {
            return data.Count;
        }

        Span<byte> end = stackalloc byte[6];
        Base64.DecodeFromUtf8(data.AsSpan(data.Count - 8), end, out _, out var length);
        return length < sizeof(uint) ? Gzip.Limit : (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(end[(length - sizeof(uint))..]), Gzip.Limit);
    }
}
