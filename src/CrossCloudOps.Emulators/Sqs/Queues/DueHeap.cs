namespace CrossCloudOps.Emulators.Sqs.Queues;

/// <summary>Messages by a time. Entries that no longer hold are passed over, and swept out when they are most of the heap.</summary>
internal sealed class DueHeap(Func<QueuedMessage, long, bool> holds)
{
    private const int WorthSweeping = 4096;

    private PriorityQueue<QueuedMessage, long> _heap = new();

    public void Add(QueuedMessage message, long time, int living)
    {
        if (_heap.Count >= WorthSweeping && _heap.Count / 4 > living)
        {
            _heap = new PriorityQueue<QueuedMessage, long>(_heap.UnorderedItems.Where(entry => holds(entry.Element, entry.Priority)));
        }

        _heap.Enqueue(message, time);
    }

    /// <summary>The earliest time in the heap.</summary>
    public bool TryPeek(out long time)
    {
        while (_heap.TryPeek(out var message, out time))
        {
            if (holds(message, time))
            {
                return true;
            }

            _heap.Dequeue();
        }

        return false;
    }

    /// <summary>Takes the earliest message whose time has come.</summary>
    public QueuedMessage? TakeUntil(long time)
    {
        while (_heap.TryPeek(out var message, out var entry) && entry <= time)
        {
            _heap.Dequeue();
            if (holds(message, entry))
            {
                return message;
            }
        }

        return null;
    }

    public void Clear() => _heap.Clear();
}
