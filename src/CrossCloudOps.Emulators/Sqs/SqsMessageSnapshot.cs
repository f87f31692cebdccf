namespace CrossCloudOps.Emulators.Sqs;

/// <summary>A message as it stood in a queue at one moment.</summary>
public sealed record SqsMessageSnapshot(string MessageId, string Body)
{
    /// <summary>Message attributes.</summary>
    public required IReadOnlyDictionary<string, SqsAttributeValue> Attributes { get; init; }

    /// <summary>MessageGroupId.</summary>
    public string? GroupId { get; init; }

    /// <summary>MessageDeduplicationId.</summary>
    public string? DeduplicationId { get; init; }

    /// <summary>20 digits on a FIFO queue, otherwise null.</summary>
    public string? SequenceNumber { get; init; }

    /// <summary>DeadLetterQueueSourceArn.</summary>
    public string? SourceArn { get; init; }

    /// <summary>AWSTraceHeader.</summary>
    public string? TraceHeader { get; init; }

    /// <summary>ApproximateReceiveCount.</summary>
    public int ReceiveCount { get; init; }

    /// <summary>SentTimestamp.</summary>
    public DateTimeOffset SentAt { get; init; }

    /// <summary>Received, and neither deleted nor visible again.</summary>
    public bool InFlight { get; init; }

    /// <summary>Not yet visible for the first time.</summary>
    public bool Delayed { get; init; }
}
