using System.Collections.Frozen;
using CrossCloudOps.Emulators.Sqs.Operations;

namespace CrossCloudOps.Emulators.Sqs.Wire;

/// <summary>What the emulator can do.</summary>
internal static class OperationTable
{
    private static readonly SqsJson Json = SqsJson.Default;

    public static FrozenDictionary<string, Operation> ByName { get; } = new Operation[]
    {
        new Operation<SendMessageRequest, SendMessageResponse>(
            "SendMessage", (sqs, request) => sqs.SendMessage(request), Json.SendMessageRequest, Json.SendMessageResponse),
        new Operation<SendMessageBatchRequest, SendMessageBatchResponse>(
            "SendMessageBatch", (sqs, request) => sqs.SendMessageBatch(request), Json.SendMessageBatchRequest, Json.SendMessageBatchResponse),
        new Operation<ReceiveMessageRequest, ReceiveMessageResponse>(
            "ReceiveMessage", (sqs, request, token) => sqs.ReceiveMessageAsync(request, token), Json.ReceiveMessageRequest, Json.ReceiveMessageResponse),
        new Operation<DeleteMessageRequest, EmptyResponse>(
            "DeleteMessage", (sqs, request) => sqs.DeleteMessage(request), Json.DeleteMessageRequest, Json.EmptyResponse),
        new Operation<DeleteMessageBatchRequest, BatchResponse>(
            "DeleteMessageBatch", (sqs, request) => sqs.DeleteMessageBatch(request), Json.DeleteMessageBatchRequest, Json.BatchResponse),
        new Operation<ChangeMessageVisibilityRequest, EmptyResponse>(
            "ChangeMessageVisibility", (sqs, request) => sqs.ChangeMessageVisibility(request), Json.ChangeMessageVisibilityRequest, Json.EmptyResponse),
        new Operation<ChangeMessageVisibilityBatchRequest, BatchResponse>(
            "ChangeMessageVisibilityBatch", (sqs, request) => sqs.ChangeMessageVisibilityBatch(request), Json.ChangeMessageVisibilityBatchRequest, Json.BatchResponse),
        new Operation<CreateQueueRequest, QueueUrlResponse>(
            "CreateQueue", (sqs, request) => sqs.CreateQueue(request), Json.CreateQueueRequest, Json.QueueUrlResponse),
        new Operation<DeleteQueueRequest, EmptyResponse>(
            "DeleteQueue", (sqs, request) => sqs.DeleteQueue(request), Json.DeleteQueueRequest, Json.EmptyResponse),
        new Operation<GetQueueUrlRequest, QueueUrlResponse>(
            "GetQueueUrl", (sqs, request) => sqs.GetQueueUrl(request), Json.GetQueueUrlRequest, Json.QueueUrlResponse),
        new Operation<ListQueuesRequest, ListQueuesResponse>(
            "ListQueues", (sqs, request) => sqs.ListQueues(request), Json.ListQueuesRequest, Json.ListQueuesResponse),
        new Operation<ListDeadLetterSourceQueuesRequest, ListDeadLetterSourceQueuesResponse>(
            "ListDeadLetterSourceQueues", (sqs, request) => sqs.ListDeadLetterSourceQueues(request),
            Json.ListDeadLetterSourceQueuesRequest, Json.ListDeadLetterSourceQueuesResponse),
        new Operation<GetQueueAttributesRequest, GetQueueAttributesResponse>(
            "GetQueueAttributes", (sqs, request) => sqs.GetQueueAttributes(request), Json.GetQueueAttributesRequest, Json.GetQueueAttributesResponse),
        new Operation<SetQueueAttributesRequest, EmptyResponse>(
            "SetQueueAttributes", (sqs, request) => sqs.SetQueueAttributes(request), Json.SetQueueAttributesRequest, Json.EmptyResponse),
        new Operation<PurgeQueueRequest, EmptyResponse>(
            "PurgeQueue", (sqs, request) => sqs.PurgeQueue(request), Json.PurgeQueueRequest, Json.EmptyResponse),
        new Operation<TagQueueRequest, EmptyResponse>(
            "TagQueue", (sqs, request) => sqs.TagQueue(request), Json.TagQueueRequest, Json.EmptyResponse),
        new Operation<UntagQueueRequest, EmptyResponse>(
            "UntagQueue", (sqs, request) => sqs.UntagQueue(request), Json.UntagQueueRequest, Json.EmptyResponse),
        new Operation<ListQueueTagsRequest, ListQueueTagsResponse>(
            "ListQueueTags", (sqs, request) => sqs.ListQueueTags(request), Json.ListQueueTagsRequest, Json.ListQueueTagsResponse),
    }.ToFrozenDictionary(operation => operation.Name, StringComparer.Ordinal);
}
