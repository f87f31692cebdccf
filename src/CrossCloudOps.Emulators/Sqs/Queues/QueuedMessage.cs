namespace CrossCloudOps.Emulators.Sqs.Queues;

internal enum MessageState
{
    Delayed,
    Visible,
    InFlight,
    Gone,
}

/// <summary>A message's place in one queue. Guarded by that queue's lock. Times are milliseconds since 1970.</summary>
internal sealed class QueuedMessage(MessageContent content, long number, long sentAt)
{
    public MessageContent Content { get; } = content;

    /// <summary>Counts up within the queue.</summary>
    public long Number { get; } = number;

    public long SentAt { get; } = sentAt;

    public string? DeduplicationId { get; init; }

    /// <summary>FIFO only, otherwise 0.</summary>
    public long Sequence { get; init; }

    /// <summary>The queue whose redrive policy brought it here.</summary>
    public string? SourceArn { get; init; }

    public int ReceiveCount { get; set; }

    public long FirstReceivedAt { get; set; }

    public long LastReceivedAt { get; set; }

    /// <summary>Receives in this queue; a receipt handle carries the number of its receive.</summary>
    public int Receive { get; set; }

    public MessageState State { get; set; }

    /// <summary>When a delayed or received message becomes visible.</summary>
    public long DueAt { get; set; }

    /// <summary>FIFO only.</summary>
    public FifoGroup? Group { get; set; }

    public QueuedMessage? Previous { get; set; }

    public QueuedMessage? Next { get; set; }
}
