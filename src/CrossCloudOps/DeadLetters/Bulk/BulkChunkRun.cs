using CrossCloudOps.Aws;

namespace CrossCloudOps.DeadLetters.Bulk;

/// <summary>One run on one chunk of a job.</summary>
internal sealed class BulkChunkRun(
    BulkJob job, BulkChunk chunk, BulkLog log, BulkSlice slice, BulkReader reader, BulkBatchSending sending, BulkBook book, BulkSettler settler,
    BulkTelling telling, DeadLettersOptions options, TimeProvider time)
{
    private const int LargestWindow = 40;

    /// <summary>Longer waits are left to the next run.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    private readonly HashSet<string> _held = [.. job.HeldGroups, .. log.HeldGroups];
    private Task _settling = Task.CompletedTask;
    private BulkStop? _stop;

    public BulkJob Job { get; private set; } = job;

    private BulkCounts Counts => Job.Folded + log.Counts;

    private bool IsCanary => Job.Phase == BulkPhase.Canary;

    public async Task<BulkStop> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RecoverAsync(cancellationToken);
            reader.Begin(chunk, log);
            while (_stop is null)
            {
                _stop = await NextAsync(cancellationToken);
            }

            return _stop;
        }
        finally
        {
            await _settling;
            await reader.EndAsync();
        }
    }

    /// <summary>What the job's document says after this run, over what others wrote there.</summary>
    public BulkJob Record(BulkJob stored)
    {
        var counted = stored with { Counts = Counts, PaceFrom = Job.PaceFrom, PaceBegun = Job.PaceBegun, Waits = Job.Waits, DueAt = Job.DueAt, Returned = Job.Returned };
        return _stop?.Kind switch
        {
            BulkStopKind.ChunkDone when stored.ChunksDone == Job.ChunksDone => counted with { ChunksDone = Job.ChunksDone + 1, Folded = Counts, HeldGroups = [.. _held] },
            BulkStopKind.CanarySent => counted with { Phase = BulkPhase.Watching, Watch = Job.Watch },
            _ => counted,
        };
    }

    /// <summary>A run before this one may have died between any two steps.</summary>
    private async Task RecoverAsync(CancellationToken cancellationToken)
    {
        foreach (var begin in log.Open)
        {
            var batch = new BulkBatch(begin.Target, []);
            var left = new List<BulkOutcome>();
            foreach (var position in begin.Positions)
            {
                var entry = await reader.ReadAsync(position, chunk.Ids[position], cancellationToken);
                if (entry.Letter is null)
                {
                    left.Add(new BulkOutcome(position, null, entry.Error));
                }
                else
                {
                    batch.Add(entry);
                }
            }

            var end = batch.Entries.Count == 0 ? new BulkBatchEnd([])
                : DeadLetterPolicy.MaySendAgain(begin.Target, begin.At, time.GetUtcNow()) ? await sending.SendAsync(begin, batch)
                : sending.Unconfirmed(batch);
            Conclude([end]);
            if (!end.IsKnown)
            {
                return;
            }

            await DoneAsync(begin, [.. left, .. end.Results]);
        }

        if (IsCanary && log.Counts.Sent > 0)
        {
            var (batch, _) = log.Unsettled.First(static u => u.Outcome.MessageId is not null);
            CanarySent(batch);
        }

        await settler.SettleAsync(Job, Settled(log.Unsettled));
    }

    private async Task<BulkStop?> NextAsync(CancellationToken cancellationToken)
    {
        if (!await slice.MayGoOnAsync(cancellationToken) || await book.ReadAsync(Job.Id, cancellationToken) is not { } stored)
        {
            return BulkStop.Later;
        }

        if (stored.StopBy is not null)
        {
            return new BulkStop(BulkStopKind.Ended, BulkEnding.Stopped);
        }

        if (await TellAsync(cancellationToken) is { } tooMany)
        {
            return tooMany;
        }

        if (!await KeepPaceAsync(cancellationToken))
        {
            return BulkStop.Later;
        }

        var window = BulkPolicy.Compose(await reader.NextAsync(cancellationToken), IsInOrder, _held, WindowSize);
        return window is { Count: 0, Left.Count: 0 } ? new BulkStop(BulkStopKind.ChunkDone) : await SendAsync(window, cancellationToken);
    }

    private bool IsInOrder => Job.Selection.IsInOrder;

    /// <summary>One at a time while it is not known whether all is well.</summary>
    private int WindowSize => IsCanary || Job.Waits > 0 ? 1 : options.RedriveRate == 0 ? LargestWindow : Math.Min(LargestWindow, options.RedriveRate);

    private async Task<BulkStop?> SendAsync(BulkWindow window, CancellationToken cancellationToken)
    {
        var (now, number, first) = (time.GetUtcNow(), log.NextWindow, log.NextBatch);
        var begins = window.Batches
            .Select((batch, n) => new BulkBegin(first + n, number, now, batch.Target, [.. batch.Entries.Select(static e => e.Position)])).ToList();
        await LogAsync(
            [.. window.Left.Count == 0 ? Array.Empty<BulkLine>() : [new BulkLine { Left = window.Left }], .. begins.Select(static begin => new BulkLine { Begin = begin })],
            cancellationToken);
        if (!await slice.IsHeldAsync())
        {
            return BulkStop.Later;
        }

        var ends = await Task.WhenAll(window.Batches.Select((batch, n) => FinishAsync(begins[n], batch)));
        await _settling;
        var settled = Settled(begins.Zip(ends).SelectMany(static s => s.Second.Results.Select(outcome => (s.First, outcome))));
        _settling = Task.Run(() => settler.SettleAsync(Job, settled), CancellationToken.None);
        Conclude(ends);
        if (IsCanary && ends.SelectMany(static e => e.Results).Any(static o => o.MessageId is not null))
        {
            CanarySent(begins[0]);
        }

        return _stop;
    }

    private async Task<BulkBatchEnd> FinishAsync(BulkBegin begin, BulkBatch batch)
    {
        var end = await sending.SendAsync(begin, batch);
        if (end.IsKnown)
        {
            await DoneAsync(begin, end.Results);
        }

        return end;
    }

    /// <summary>What the answers of SQS mean for the job.</summary>
    private void Conclude(BulkBatchEnd[] ends)
    {
        var failures = ends.Select(static e => e.Failure).OfType<AwsFailure>().ToList();
        if (failures.Find(static f => f is { IsCertain: true, IsTransient: false }) is { } refusal)
        {
            _stop = new BulkStop(BulkStopKind.Ended, BulkEnding.Refused, refusal.Code);
        }
        else if (failures.Count > 0)
        {
            Job = Job with { Waits = Job.Waits + 1, DueAt = time.GetUtcNow() + BulkPolicy.Wait(Job.Waits + 1) };
            _stop = BulkStop.Later;
        }
        else if (ends.Length > 0)
        {
            Job = Job with { Waits = 0, DueAt = null };
        }
    }

    private async Task DoneAsync(BulkBegin begin, IReadOnlyList<BulkOutcome> results)
    {
        await LogAsync([new BulkLine { Done = begin.Batch, Results = results }], CancellationToken.None);
        _held.UnionWith(results.Select(static r => r.Group).OfType<string>());
    }

    private async Task LogAsync(IReadOnlyList<BulkLine> lines, CancellationToken cancellationToken)
    {
        await book.LogAsync(Job.Id, Job.ChunksDone, lines, cancellationToken);
        lock (log)
        {
            foreach (var line in lines)
            {
                log.Add(line);
            }
        }
    }

    private List<BulkSettled> Settled(IEnumerable<(BulkBegin Batch, BulkOutcome Outcome)> outcomes) =>
        [.. outcomes.Where(static o => o.Outcome.Error is not (BulkOutcome.Gone or BulkOutcome.Unreadable)).Select(o =>
        {
            var entry = DeadLetterButton.Parse(chunk.Ids[o.Outcome.Position])!;
            return new BulkSettled(entry.Id, entry.Attempt + 1, o.Batch.Target, o.Batch.At, o.Outcome);
        })];

    private void CanarySent(BulkBegin batch)
    {
        Job = Job with { Watch = new BulkWatch(batch.Target, batch.At) };
        _stop = new BulkStop(BulkStopKind.CanarySent);
    }

    /// <summary>Every few seconds: how far it is, and whether too many came back.</summary>
    private async Task<BulkStop?> TellAsync(CancellationToken cancellationToken)
    {
        if (!slice.IsTimeToTell())
        {
            return null;
        }

        Job = Job with { Returned = await book.CountReturnedAsync(Job.Id, cancellationToken) };
        var stored = await book.ChangeAsync(Job.Id, Record, cancellationToken);
        await telling.TellAsync(stored ?? Job, cancellationToken);
        return Job.Returned >= BulkPolicy.StopAfter(Counts.Sent, options.StopAfterReturned, options.StopAfterReturnedPercent)
            ? new BulkStop(BulkStopKind.Ended, BulkEnding.TooManyCameBack)
            : null;
    }

    /// <summary>False if the wait is too long for this run.</summary>
    private async Task<bool> KeepPaceAsync(CancellationToken cancellationToken)
    {
        if (options.RedriveRate == 0 || IsCanary)
        {
            return true;
        }

        (Job, var wait) = BulkPolicy.Pace(Job, Counts.Begun, options.RedriveRate, time.GetUtcNow());
        if (wait > LongestPause)
        {
            Job = Job with { DueAt = time.GetUtcNow() + wait };
            return false;
        }

        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, cancellationToken);
        }

        return true;
    }
}
