namespace CrossCloudOps.Emulators.Sqs.Queues;

/// <summary><see href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_MessageAttributeValue.html"/></summary>
internal sealed class MessageAttribute
{
    public string? DataType { get; init; }

    public string? StringValue { get; init; }

    public byte[]? BinaryValue { get; init; }

    /// <summary>"Not implemented. Reserved for future use": refused, as AWS does.</summary>
    public IReadOnlyList<string>? StringListValues { get; init; }

    public IReadOnlyList<byte[]>? BinaryListValues { get; init; }
}
