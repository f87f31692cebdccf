using System.Text.Json.Serialization;
using CrossCloudOps.Emulators.Sqs.Queues;
using CrossCloudOps.Emulators.Sqs.Wire;

namespace CrossCloudOps.Emulators.Sqs.Operations;

// The requests about messages, member by member as in https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html
internal interface IOutgoingMessage
{
    byte[]? MessageBody { get; }

    int? DelaySeconds { get; }

    string? MessageDeduplicationId { get; }

    string? MessageGroupId { get; }

    IReadOnlyDictionary<string, MessageAttribute>? MessageAttributes { get; }

    IReadOnlyDictionary<string, MessageAttribute>? MessageSystemAttributes { get; }
}

internal interface IBatchEntry
{
    string? Id { get; }
}

internal sealed record SendMessageRequest : SqsRequest, IOutgoingMessage
{
    [JsonConverter(typeof(Utf8TextConverter))]
    public byte[]? MessageBody { get; init; }

    public int? DelaySeconds { get; init; }

    public string? MessageDeduplicationId { get; init; }

    public string? MessageGroupId { get; init; }

    public IReadOnlyDictionary<string, MessageAttribute>? MessageAttributes { get; init; }

    public IReadOnlyDictionary<string, MessageAttribute>? MessageSystemAttributes { get; init; }
}

internal sealed record SendMessageBatchRequest : SqsRequest
{
    public IReadOnlyList<SendMessageBatchRequestEntry>? Entries { get; init; }
}

internal sealed record SendMessageBatchRequestEntry : IOutgoingMessage, IBatchEntry
{
    public string? Id { get; init; }

    [JsonConverter(typeof(Utf8TextConverter))]
    public byte[]? MessageBody { get; init; }

    public int? DelaySeconds { get; init; }

    public string? MessageDeduplicationId { get; init; }

    public string? MessageGroupId { get; init; }

    public IReadOnlyDictionary<string, MessageAttribute>? MessageAttributes { get; init; }

    public IReadOnlyDictionary<string, MessageAttribute>? MessageSystemAttributes { get; init; }
}

internal sealed record ReceiveMessageRequest : SqsRequest
{
    public int? MaxNumberOfMessages { get; init; }

    public int? VisibilityTimeout { get; init; }

    public int? WaitTimeSeconds { get; init; }

    public string? ReceiveRequestAttemptId { get; init; }

    public IReadOnlyList<string>? MessageAttributeNames { get; init; }

    public IReadOnlyList<string>? MessageSystemAttributeNames { get; init; }

    /// <summary>The former name of <see cref="MessageSystemAttributeNames"/>; both count.</summary>
    public IReadOnlyList<string>? AttributeNames { get; init; }
}

internal sealed record DeleteMessageRequest : SqsRequest
{
    public string? ReceiptHandle { get; init; }
}

internal sealed record DeleteMessageBatchRequest : SqsRequest
{
    public IReadOnlyList<DeleteMessageBatchRequestEntry>? Entries { get; init; }
}

internal sealed record DeleteMessageBatchRequestEntry : IBatchEntry
{
    public string? Id { get; init; }

    public string? ReceiptHandle { get; init; }
}

internal sealed record ChangeMessageVisibilityRequest : SqsRequest
{
    public string? ReceiptHandle { get; init; }

    public int? VisibilityTimeout { get; init; }
}

internal sealed record ChangeMessageVisibilityBatchRequest : SqsRequest
{
    public IReadOnlyList<ChangeMessageVisibilityBatchRequestEntry>? Entries { get; init; }
}

internal sealed record ChangeMessageVisibilityBatchRequestEntry : IBatchEntry
{
    public string? Id { get; init; }

    public string? ReceiptHandle { get; init; }

    public int? VisibilityTimeout { get; init; }
}
