namespace CrossCloudOps.Emulators.Sqs;

/// <summary>A message to put into a queue without sending it: nothing is checked, nothing deduplicated.</summary>
public sealed record SeedMessage(string Body)
{
    /// <summary>Drawn when null.</summary>
    public string? MessageId { get; init; }

    /// <summary>Message attributes.</summary>
    public IReadOnlyDictionary<string, SqsAttributeValue>? Attributes { get; init; }

    /// <summary>Needed on a FIFO queue.</summary>
    public string? GroupId { get; init; }

    /// <summary>On a FIFO queue the message id when null.</summary>
    public string? DeduplicationId { get; init; }

    /// <summary>The queue whose redrive policy is to have brought the message here (<c>DeadLetterQueueSourceArn</c>).</summary>
    public string? SourceArn { get; init; }

    /// <summary>How often it is to have been received.</summary>
    public int ReceiveCount { get; init; }

    /// <summary>Now when null.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>The X-Ray header.</summary>
    public string? TraceHeader { get; init; }
}
