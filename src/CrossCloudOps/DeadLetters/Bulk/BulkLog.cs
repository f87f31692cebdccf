using System.Text.Json;

namespace CrossCloudOps.DeadLetters.Bulk;

/// <summary>
/// A line of a chunk's log. Before a batch is sent its begin is there, after SQS answered its results; what is passed over stands
/// there too. Reading a line twice changes nothing.
/// </summary>
internal sealed record BulkLine
{
    public BulkBegin? Begin { get; init; }

    /// <summary>The batch that these are the results of; of entries that have none nothing happened, and they are still to be sent.</summary>
    public int? Done { get; init; }

    public IReadOnlyList<BulkOutcome>? Results { get; init; }

    public IReadOnlyList<BulkOutcome>? Left { get; init; }
}

/// <summary>A batch, numbered within its chunk. Those of one window are on their way at the same time.</summary>
internal sealed record BulkBegin(int Batch, int Window, DateTimeOffset At, string Target, IReadOnlyList<int> Positions);

/// <summary>What came of the entry at a position of the chunk: the id of the new message, or why there is none.</summary>
/// <param name="Group">A message group that must not go on.</param>
internal sealed record BulkOutcome(int Position, string? MessageId, string? Error = null, string? Group = null)
{
    public const string Unconfirmed = "unconfirmed";
    public const string Held = "held";
    public const string Unreadable = "unreadable";
    public const string Gone = "gone";
    public const string NoTarget = "source unknown";

    public BulkCounts Count => this switch
    {
        { MessageId: not null } => new BulkCounts { Sent = 1 },
        { Error: Unconfirmed } => new BulkCounts { Unconfirmed = 1 },
        { Error: Held } => new BulkCounts { Held = 1 },
        { Error: Unreadable } => new BulkCounts { Unreadable = 1 },
        { Error: Gone } => new BulkCounts { Gone = 1 },
        _ => new BulkCounts { Failed = 1 },
    };
}

/// <summary>What the log of one chunk says.</summary>
internal sealed class BulkLog
{
    private readonly Dictionary<int, BulkBegin> _begun = [];
    private readonly HashSet<int> _done = [];
    private readonly Dictionary<int, BulkOutcome> _outcomes = [];
    private readonly Dictionary<int, BulkBegin> _batchOf = [];

    public int NextBatch => _begun.Count == 0 ? 0 : _begun.Keys.Max() + 1;

    public int NextWindow => _begun.Count == 0 ? 0 : _begun.Values.Max(static b => b.Window) + 1;

    public BulkCounts Counts { get; private set; } = new();

    /// <summary>Batches that were begun and whose end is not known.</summary>
    public IReadOnlyList<BulkBegin> Open => [.. _begun.Values.Where(b => !_done.Contains(b.Batch)).OrderBy(static b => b.Batch)];

    public IEnumerable<string> HeldGroups => _outcomes.Values.Select(static o => o.Group).OfType<string>();

    /// <summary>
    /// Results whose entries may not be in the state yet that follows from them: when a window begins, all but the one before it are.
    /// </summary>
    public IReadOnlyList<(BulkBegin Batch, BulkOutcome Outcome)> Unsettled =>
        [.. _outcomes.Where(o => _batchOf.TryGetValue(o.Key, out var batch) && batch.Window >= NextWindow - 2).Select(o => (_batchOf[o.Key], o.Value))];

    public static BulkLog Read(ReadOnlyMemory<byte> log)
    {
        var read = new BulkLog();
        while (log.Span.IndexOf((byte)'\n') is >= 0 and var end)
        {
            read.Add(JsonSerializer.Deserialize(log.Span[..end], BulkJson.Default.BulkLine)!);
            log = log[(end + 1)..];
        }

        return read;
    }

    public static byte[] Bytes(IEnumerable<BulkLine> lines) =>
        [.. lines.SelectMany(static line => JsonSerializer.SerializeToUtf8Bytes(line, BulkJson.Default.BulkLine).Append((byte)'\n'))];

    public bool Knows(int position) => _outcomes.ContainsKey(position);

    public void Add(BulkLine line)
    {
        if (line.Begin is { } begin)
        {
            _begun[begin.Batch] = begin;
        }

        foreach (var left in line.Left ?? [])
        {
            Take(left);
        }

        if (line.Done is { } batch)
        {
            _done.Add(batch);
            foreach (var result in line.Results ?? [])
            {
                Take(result);
                _batchOf[result.Position] = _begun[batch];
            }
        }
    }

    /// <summary>Of two results the one that knows the message is right: it was given up too early.</summary>
    private void Take(BulkOutcome outcome)
    {
        if (!_outcomes.TryGetValue(outcome.Position, out var known))
        {
            _outcomes[outcome.Position] = outcome;
            Counts += outcome.Count;
        }
        else if (known.MessageId is null && outcome.MessageId is not null)
        {
            _outcomes[outcome.Position] = outcome;
            Counts = Counts.Without(known.Count) + outcome.Count;
        }
    }
}
