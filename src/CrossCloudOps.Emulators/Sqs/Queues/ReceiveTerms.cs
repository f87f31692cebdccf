namespace CrossCloudOps.Emulators.Sqs.Queues;

/// <summary>What a caller of ReceiveMessage asks for, checked.</summary>
internal sealed record ReceiveTerms(int Most, int? VisibilityTimeout, int? WaitSeconds)
{
    public SystemAttributes SystemAttributes { get; init; }

    public AttributeFilter Attributes { get; init; } = AttributeFilter.None;

    public string? AttemptId { get; init; }
}
