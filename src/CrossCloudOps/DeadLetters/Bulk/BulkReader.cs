using CrossCloudOps.Storage;

namespace CrossCloudOps.DeadLetters.Bulk;

/// <summary>
/// Reads the entries of a chunk in order, the next ones while the last are being sent. What it holds is bounded in number and bytes,
/// however large the job is.
/// </summary>
internal sealed class BulkReader(DeadLetterArchive archive, DeadLetterQueues queues, string jobId)
{
    private const int MostHeld = 40;
    private const int ReadAtOnce = 10;

    /// <summary>Four full batches.</summary>
    private const int MostBytes = 4 * DeadLetterWire.LargestMessage;

    private readonly Queue<BulkEntry> _ready = new();
    private Queue<(int Position, string Id)> _positions = new();
    private Task<List<BulkEntry>>? _reading;

    public void Begin(BulkChunk chunk, BulkLog log) =>
        _positions = new(chunk.Ids.Select(static (id, position) => (position, id)).Where(p => !log.Knows(p.position)));

    /// <summary>The next entries in order; none when the chunk is through. What is not taken from them stands there again.</summary>
    public async Task<Queue<BulkEntry>> NextAsync(CancellationToken cancellationToken)
    {
        while (_ready.Count < MostHeld / 2 && (_reading is not null || _positions.Count > 0))
        {
            var read = await (_reading ?? ReadSomeAsync(cancellationToken));
            _reading = null;
            read.ForEach(_ready.Enqueue);
        }

        if (_positions.Count > 0 && _reading is null && _ready.Count <= MostHeld && _ready.Sum(static e => (long)e.Size) < MostBytes)
        {
            _reading = Task.Run(() => ReadSomeAsync(cancellationToken), cancellationToken);
        }

        return _ready;
    }

    /// <summary>What was read ahead may still be on its way.</summary>
    public async Task EndAsync()
    {
        if (_reading is { } reading)
        {
            await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public async Task<BulkEntry> ReadAsync(int position, string text, CancellationToken cancellationToken)
    {
        var button = DeadLetterButton.Parse(text)!;
        var mark = new SentMark(button.Id, button.Attempt + 1, jobId);
        try
        {
            return await archive.ReadOpenAsync(button.Id, cancellationToken) is not { } letter
                ? new BulkEntry(position, mark, null, null, BulkOutcome.Gone)
                : queues.TargetOf(letter) is { } target
                    ? new BulkEntry(position, mark, letter, target, null)
                    : new BulkEntry(position, mark, letter, null, BulkOutcome.NoTarget);
        }
        catch (UnreadableDocumentException)
        {
            return new BulkEntry(position, mark, null, null, BulkOutcome.Unreadable);
        }
    }

    private async Task<List<BulkEntry>> ReadSomeAsync(CancellationToken cancellationToken)
    {
        var read = new List<BulkEntry>(MostHeld);
        while (_positions.Count > 0 && read.Count < MostHeld && read.Sum(static e => (long)e.Size) < MostBytes)
        {
            var some = new List<Task<BulkEntry>>(ReadAtOnce);
            while (some.Count < ReadAtOnce && _positions.TryDequeue(out var next))
            {
                some.Add(ReadAsync(next.Position, next.Id, cancellationToken));
            }

            read.AddRange(await Task.WhenAll(some));
        }

        return read;
    }
}
