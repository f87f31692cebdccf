using System.Text.Json.Serialization;
using CrossCloudOps.Emulators.Sqs.Queues;

namespace CrossCloudOps.Emulators.Sqs.Operations;

// The answers; a null member does not go out.
internal sealed record EmptyResponse
{
    public static EmptyResponse Instance { get; } = new();
}

internal sealed record SendMessageResponse(
    string MD5OfMessageBody, string? MD5OfMessageAttributes, string? MD5OfMessageSystemAttributes, string MessageId, string? SequenceNumber);

internal sealed record SendMessageBatchResponse(
    IReadOnlyList<SendMessageBatchResultEntry>? Successful, IReadOnlyList<BatchResultErrorEntry>? Failed);

internal sealed record SendMessageBatchResultEntry(
    string Id,
    string MessageId,
    string MD5OfMessageBody,
    string? MD5OfMessageAttributes,
    string? MD5OfMessageSystemAttributes,
    string? SequenceNumber);

internal sealed record BatchResultErrorEntry(string Id, bool SenderFault, string Code, string Message);

internal sealed record BatchResultEntry(string Id);

/// <summary>Of DeleteMessageBatch and ChangeMessageVisibilityBatch.</summary>
internal sealed record BatchResponse(IReadOnlyList<BatchResultEntry>? Successful, IReadOnlyList<BatchResultErrorEntry>? Failed);

internal sealed record ReceiveMessageResponse(IReadOnlyList<ReceivedMessage>? Messages);

internal sealed record QueueUrlResponse(string QueueUrl);

internal sealed record ListQueuesResponse(IReadOnlyList<string>? QueueUrls, string? NextToken);

internal sealed record ListDeadLetterSourceQueuesResponse(
    [property: JsonPropertyName("queueUrls")] IReadOnlyList<string>? QueueUrls, string? NextToken);

internal sealed record GetQueueAttributesResponse(IReadOnlyDictionary<string, string>? Attributes);

internal sealed record ListQueueTagsResponse(IReadOnlyDictionary<string, string>? Tags);
