namespace CrossCloudOps.DeadLetters.Bulk;

/// <summary>
/// The order in which a job takes its dead letters: kind after kind, longest sent first; on a FIFO queue all kinds together by time and
/// sequence number, since messages of one group may be of several kinds.
/// </summary>
internal sealed class BulkOrder(bool acrossKinds) : IComparer<DeadLetterId>
{
    public int Compare(DeadLetterId? x, DeadLetterId? y) => acrossKinds ? CompareByTime(x!, y!) : string.CompareOrdinal(x!.ToString(), y!.ToString());

    /// <summary>Lists that each are in this order, as one.</summary>
    public async IAsyncEnumerable<(DeadLetterId Id, DateTimeOffset Since)> MergeAsync(IReadOnlyList<IAsyncEnumerable<(DeadLetterId Id, DateTimeOffset Since)>> kinds)
    {
        if (!acrossKinds)
        {
            foreach (var kind in kinds)
            {
                await foreach (var entry in kind)
                {
                    yield return entry;
                }
            }

            yield break;
        }

        var heads = new PriorityQueue<IAsyncEnumerator<(DeadLetterId Id, DateTimeOffset Since)>, DeadLetterId>(this);
        try
        {
            foreach (var kind in kinds)
            {
                await EnqueueAsync(kind.GetAsyncEnumerator());
            }

            while (heads.TryPeek(out var head, out _))
            {
                yield return head.Current;
                heads.Dequeue();
                await EnqueueAsync(head);
            }
        }
        finally
        {
            while (heads.TryDequeue(out var head, out _))
            {
                await head.DisposeAsync();
            }
        }

        async Task EnqueueAsync(IAsyncEnumerator<(DeadLetterId Id, DateTimeOffset Since)> entries)
        {
            if (await entries.MoveNextAsync())
            {
                heads.Enqueue(entries, entries.Current.Id);
            }
            else
            {
                await entries.DisposeAsync();
            }
        }
    }

    private static int CompareByTime(DeadLetterId x, DeadLetterId y) =>
        x.SentMs.CompareTo(y.SentMs) is not 0 and var time ? time
        : string.CompareOrdinal(x.Sequence, y.Sequence) is not 0 and var sequence ? sequence
        : string.CompareOrdinal(x.ToString(), y.ToString());
}
