using System.Diagnostics.CodeAnalysis;
using CrossCloudOps.Storage;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.Webhooks.Spooling;

internal enum SpoolOutcome
{
    /// <summary>It is durable.</summary>
    Spooled,

    /// <summary>The route spools no more; nothing was written.</summary>
    Ended,

    /// <summary>The store did not take it. If its answer was lost, it may be there all the same.</summary>
    Failed,
}

/// <summary>
/// Appends what one instance takes in for one route, one append after the other: what arrives while one is under way goes together into
/// the next. An append that fails, fails exactly those that are in it.
/// </summary>
internal sealed partial class SpoolAppender(string route, SpoolSign sign, IDocumentStore store, SpoolLimits limits, TimeProvider time, ILogger logger)
{
    private const int Tries = 20;
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly List<Entry> _waiting = [];
    private bool _running;
    private long? _appendedAt;
    private long? _segment;

    /// <summary>Where <paramref name="begin"/> is false, only a spool that is there takes it.</summary>
    public async Task<SpoolOutcome> AddAsync(byte[] line, bool begin, CancellationToken cancellationToken)
    {
        if (line.Length >= IDocumentStore.LongestAppend)
        {
            return SpoolOutcome.Failed;
        }

        var entry = new Entry(line, begin);
        lock (_lock)
        {
            _waiting.Add(entry);
            if (!_running)
            {
                _running = true;
                _ = Task.Run(RunAsync, CancellationToken.None);
            }
        }

        try
        {
            return await entry.Outcome.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            // Whoever gave up is told that it is kept nowhere: it must not be written later.
            lock (_lock)
            {
                _waiting.Remove(entry);
            }
        }
    }

    private async Task RunAsync()
    {
        var isCut = false;
        while (true)
        {
            if (!isCut && _appendedAt is { } at && limits.BetweenAppends - time.GetElapsedTime(at) is var wait && wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time);
            }

            List<Entry> batch;
            lock (_lock)
            {
                batch = Take();
                isCut = _waiting.Count > 0;
                if (batch.Count == 0)
                {
                    _running = false;
                    return;
                }
            }

            var outcome = await TryAppendAsync(batch);
            _appendedAt = time.GetTimestamp();
            batch.ForEach(entry => entry.Outcome.TrySetResult(outcome));
        }
    }

    private List<Entry> Take()
    {
        var length = 1;
        var batch = _waiting.TakeWhile(entry => (length += entry.Line.Length) <= IDocumentStore.LongestAppend).ToList();
        _waiting.RemoveRange(0, batch.Count);
        return batch;
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever the store throws, its requests are told and the next ones tried.")]
    private async Task<SpoolOutcome> TryAppendAsync(List<Entry> batch)
    {
        try
        {
            using var limit = new CancellationTokenSource(AnswersWithin, time);
            return await AppendAsync(SpoolFormat.Block([.. batch.Select(static e => e.Line)]), batch.Exists(static e => e.Begin), limit.Token);
        }
        catch (Exception e)
        {
            Log.NotSpooled(logger, batch.Count, route, e);
            return SpoolOutcome.Failed;
        }
    }

    private async Task<SpoolOutcome> AppendAsync(byte[] block, bool begin, CancellationToken cancellationToken)
    {
        var create = false;
        for (var tries = 0; tries < Tries; tries++)
        {
            _segment ??= await store.SegmentsAsync(route, cancellationToken).Select(static s => (long?)s).LastOrDefaultAsync(cancellationToken);
            if (_segment is null && !begin)
            {
                sign.Learn(isThere: false);
                return SpoolOutcome.Ended;
            }

            // A segment is created only where there is none, or its predecessor is full: one that was there may be drained and gone.
            create |= _segment is null;
            _segment ??= SpoolSegments.First;
            switch (await store.TryAppendAsync(SpoolSegments.Name(route, _segment.Value), block, limits.Segment, create, cancellationToken))
            {
                case AppendOutcome.Appended:
                    await sign.WriteAsync(cancellationToken);
                    return SpoolOutcome.Spooled;
                case AppendOutcome.Full:
                    (_segment, create) = (_segment + 1, true);
                    break;
                default:
                    (_segment, create) = (null, false);
                    break;
            }
        }

        throw new StorageConflictException(SpoolSign.Name(route));
    }

    private sealed class Entry(byte[] line, bool begin)
    {
        public byte[] Line => line;

        public bool Begin => begin;

        public TaskCompletionSource<SpoolOutcome> Outcome { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Count} webhooks of {Route} could not be spooled; their senders are told so")]
        public static partial void NotSpooled(ILogger logger, int count, string route, Exception exception);
    }
}
