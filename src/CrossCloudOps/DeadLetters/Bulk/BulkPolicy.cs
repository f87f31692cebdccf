namespace CrossCloudOps.DeadLetters.Bulk;

/// <summary>What is sent next: batches on their way together, and what is passed over.</summary>
internal sealed record BulkWindow(IReadOnlyList<BulkBatch> Batches, IReadOnlyList<BulkOutcome> Left)
{
    public int Count => Batches.Sum(static b => b.Entries.Count);
}

/// <summary>What SQS says of a queue that a canary was sent to.</summary>
internal sealed record SourceReading(string? DeadLetterQueueKey, int MaxReceiveCount, TimeSpan Visibility, int Messages);

/// <summary>Decides how a bulk job goes on, apart from all I/O.</summary>
internal static class BulkPolicy
{
    /// <summary>A collect takes what it receives out of others' sight for so long, and archives it within that time.</summary>
    public static readonly TimeSpan OneCollect = TimeSpan.FromSeconds(30);

    private const int BatchesAtOnce = 4;

    private static readonly TimeSpan CatchesUp = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>The first entries that may be sent together, taken from the queue; the rest stays in it.</summary>
    /// <param name="inOrder">One batch, at most one entry of a group in it, and nothing of a group that is held.</param>
    public static BulkWindow Compose(Queue<BulkEntry> ready, bool inOrder, ISet<string> held, int most)
    {
        var batches = new List<BulkBatch>();
        var left = new List<BulkOutcome>();
        for (var taken = 0; taken < most && ready.TryPeek(out var entry);)
        {
            if (PassedOver(entry, inOrder, held) is { } outcome)
            {
                left.Add(outcome);
            }
            else if (BatchFor(entry, batches, inOrder) is { } batch)
            {
                batch.Add(entry);
                taken++;
            }
            else
            {
                break;
            }

            ready.Dequeue();
        }

        return new BulkWindow(batches, left);
    }

    /// <summary>
    /// How long to wait before the next one, counted from the job's own times. What was not sent in time, in an outage for instance, is
    /// not caught up with: the pace begins anew.
    /// </summary>
    public static (BulkJob Job, TimeSpan Wait) Pace(BulkJob job, int begun, int perSecond, DateTimeOffset now)
    {
        var due = (job.PaceFrom ?? now) + TimeSpan.FromSeconds((begun - job.PaceBegun) / (double)perSecond);
        return due < now - CatchesUp ? (job with { PaceFrom = now, PaceBegun = begun }, TimeSpan.Zero)
            : (job, due > now ? due - now : TimeSpan.Zero);
    }

    /// <summary>How many may come back before a job stops by itself.</summary>
    public static int StopAfter(int sent, int atLeast, int percent) => Math.Max(atLeast, (int)Math.Ceiling(sent * (percent / 100.0)));

    /// <summary>1 s, doubling, at most a minute.</summary>
    public static TimeSpan Wait(int times)
    {
        var wait = FirstWait * Math.Pow(2, Math.Min(times - 1, 10));
        return wait < LongestWait ? wait : LongestWait;
    }

    /// <summary>How long to watch a canary, or why watching it would tell nothing.</summary>
    public static (TimeSpan? Watch, string? Reason) Watch(SourceReading source, ISet<string> ours, TimeSpan longest)
    {
        if (source.DeadLetterQueueKey is null)
        {
            return (null, "its queue has no redrive policy, so SQS never gives up on it");
        }

        if (!ours.Contains(source.DeadLetterQueueKey))
        {
            return (null, "the dead-letter queue of its queue is not one that is watched here");
        }

        var needs = (source.MaxReceiveCount * source.Visibility) + OneCollect;
        return needs > longest
            ? (null, $"SQS needs up to {Slack.SlackText.Length(needs)} to give a failing message back, and watching ends at {Slack.SlackText.Length(longest)}")
            : (needs, null);
    }

    private static BulkOutcome? PassedOver(BulkEntry entry, bool inOrder, ISet<string> held)
    {
        if (inOrder && entry.Group is { } group && held.Contains(group))
        {
            return new BulkOutcome(entry.Position, null, BulkOutcome.Held);
        }

        if (entry.Error is null)
        {
            return null;
        }

        if (inOrder && entry.Group is { } stuck)
        {
            held.Add(stuck);
        }

        return new BulkOutcome(entry.Position, null, entry.Error, inOrder ? entry.Group : null);
    }

    private static BulkBatch? BatchFor(BulkEntry entry, List<BulkBatch> batches, bool inOrder)
    {
        if (batches.Find(b => b.Takes(entry)) is { } batch)
        {
            return inOrder && batch.Entries.Exists(e => e.Group == entry.Group) ? null : batch;
        }

        if (batches.Count == (inOrder ? 1 : BatchesAtOnce))
        {
            return null;
        }

        var added = new BulkBatch(entry.Target!, []);
        batches.Add(added);
        return added;
    }
}
