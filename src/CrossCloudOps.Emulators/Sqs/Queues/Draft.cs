namespace CrossCloudOps.Emulators.Sqs.Queues;

/// <summary>A message on its way into a queue, checked.</summary>
internal sealed record Draft(MessageContent Content)
{
    /// <summary>Null on a standard queue.</summary>
    public string? DeduplicationId { get; init; }

    public int? DelaySeconds { get; init; }
}

/// <summary>A message that is in a queue without having been sent: seeded.</summary>
internal sealed record PlacedMessage(MessageContent Content)
{
    public string? DeduplicationId { get; init; }

    public string? SourceArn { get; init; }

    public int ReceiveCount { get; init; }

    public long? SentAt { get; init; }
}
