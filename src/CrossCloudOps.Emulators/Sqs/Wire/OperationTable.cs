using System.Collections.Frozen;
using CrossCloudOps.Emulators.Sqs.Operations;

namespace CrossCloudOps.Emulators.Sqs.Wire;

/// <summary>What the emulator can do: each operation's name, work, JSON and XML.</summary>
internal static class OperationTable
{
    private static readonly SqsJson Json = SqsJson.Default;

    public static FrozenDictionary<string, Operation> ByName { get; } = new Operation[]
    {
        new Operation<SendMessageRequest, SendMessageResponse>(
            "SendMessage",
            (sqs, request) => sqs.SendMessage(request),
            (Json.SendMessageRequest, Json.SendMessageResponse),
            QueryRequests.SendMessage,
            XmlAnswers.SendMessage),
        new Operation<SendMessageBatchRequest, SendMessageBatchResponse>(
            "SendMessageBatch",
            (sqs, request) => sqs.SendMessageBatch(request),
            (Json.SendMessageBatchRequest, Json.SendMessageBatchResponse),
            QueryRequests.SendMessageBatch,
            XmlAnswers.SendMessageBatch),
        new Operation<ReceiveMessageRequest, ReceiveMessageResponse>(
            "ReceiveMessage",
            (sqs, request, token) => sqs.ReceiveMessageAsync(request, token),
            (Json.ReceiveMessageRequest, Json.ReceiveMessageResponse),
            QueryRequests.ReceiveMessage,
            XmlAnswers.ReceiveMessage),
        new Operation<DeleteMessageRequest, EmptyResponse>(
            "DeleteMessage",
            (sqs, request) => sqs.DeleteMessage(request),
            (Json.DeleteMessageRequest, Json.EmptyResponse),
            QueryRequests.DeleteMessage,
            XmlAnswers.Empty),
        new Operation<DeleteMessageBatchRequest, BatchResponse>(
            "DeleteMessageBatch",
            (sqs, request) => sqs.DeleteMessageBatch(request),
            (Json.DeleteMessageBatchRequest, Json.BatchResponse),
            QueryRequests.DeleteMessageBatch,
            XmlAnswers.DeleteMessageBatch),
        new Operation<ChangeMessageVisibilityRequest, EmptyResponse>(
            "ChangeMessageVisibility",
            (sqs, request) => sqs.ChangeMessageVisibility(request),
            (Json.ChangeMessageVisibilityRequest, Json.EmptyResponse),
            QueryRequests.ChangeMessageVisibility,
            XmlAnswers.Empty),
        new Operation<ChangeMessageVisibilityBatchRequest, BatchResponse>(
            "ChangeMessageVisibilityBatch",
            (sqs, request) => sqs.ChangeMessageVisibilityBatch(request),
            (Json.ChangeMessageVisibilityBatchRequest, Json.BatchResponse),
            QueryRequests.ChangeMessageVisibilityBatch,
            XmlAnswers.ChangeMessageVisibilityBatch),
        new Operation<CreateQueueRequest, QueueUrlResponse>(
            "CreateQueue",
            (sqs, request) => sqs.CreateQueue(request),
            (Json.CreateQueueRequest, Json.QueueUrlResponse),
            QueryRequests.CreateQueue,
            XmlAnswers.QueueUrl),
        new Operation<DeleteQueueRequest, EmptyResponse>(
            "DeleteQueue",
            (sqs, request) => sqs.DeleteQueue(request),
            (Json.DeleteQueueRequest, Json.EmptyResponse),
            QueryRequests.DeleteQueue,
            XmlAnswers.Empty),
        new Operation<GetQueueUrlRequest, QueueUrlResponse>(
            "GetQueueUrl",
            (sqs, request) => sqs.GetQueueUrl(request),
            (Json.GetQueueUrlRequest, Json.QueueUrlResponse),
            QueryRequests.GetQueueUrl,
            XmlAnswers.QueueUrl),
        new Operation<ListQueuesRequest, ListQueuesResponse>(
            "ListQueues",
            (sqs, request) => sqs.ListQueues(request),
            (Json.ListQueuesRequest, Json.ListQueuesResponse),
            QueryRequests.ListQueues,
            XmlAnswers.ListQueues),
        new Operation<ListDeadLetterSourceQueuesRequest, ListDeadLetterSourceQueuesResponse>(
            "ListDeadLetterSourceQueues",
            (sqs, request) => sqs.ListDeadLetterSourceQueues(request),
            (Json.ListDeadLetterSourceQueuesRequest, Json.ListDeadLetterSourceQueuesResponse),
            QueryRequests.ListDeadLetterSourceQueues,
            XmlAnswers.ListDeadLetterSourceQueues),
        new Operation<GetQueueAttributesRequest, GetQueueAttributesResponse>(
            "GetQueueAttributes",
            (sqs, request) => sqs.GetQueueAttributes(request),
            (Json.GetQueueAttributesRequest, Json.GetQueueAttributesResponse),
            QueryRequests.GetQueueAttributes,
            XmlAnswers.GetQueueAttributes),
        new Operation<SetQueueAttributesRequest, EmptyResponse>(
            "SetQueueAttributes",
            (sqs, request) => sqs.SetQueueAttributes(request),
            (Json.SetQueueAttributesRequest, Json.EmptyResponse),
            QueryRequests.SetQueueAttributes,
            XmlAnswers.Empty),
        new Operation<PurgeQueueRequest, EmptyResponse>(
            "PurgeQueue",
            (sqs, request) => sqs.PurgeQueue(request),
            (Json.PurgeQueueRequest, Json.EmptyResponse),
            QueryRequests.PurgeQueue,
            XmlAnswers.Empty),
        new Operation<TagQueueRequest, EmptyResponse>(
            "TagQueue",
            (sqs, request) => sqs.TagQueue(request),
            (Json.TagQueueRequest, Json.EmptyResponse),
            QueryRequests.TagQueue,
            XmlAnswers.Empty),
        new Operation<UntagQueueRequest, EmptyResponse>(
            "UntagQueue",
            (sqs, request) => sqs.UntagQueue(request),
            (Json.UntagQueueRequest, Json.EmptyResponse),
            QueryRequests.UntagQueue,
            XmlAnswers.Empty),
        new Operation<ListQueueTagsRequest, ListQueueTagsResponse>(
            "ListQueueTags",
            (sqs, request) => sqs.ListQueueTags(request),
            (Json.ListQueueTagsRequest, Json.ListQueueTagsResponse),
            QueryRequests.ListQueueTags,
            XmlAnswers.ListQueueTags),
        new Operation<StartMessageMoveTaskRequest, StartMessageMoveTaskResponse>(
            "StartMessageMoveTask",
            (sqs, request) => sqs.StartMessageMoveTask(request),
            (Json.StartMessageMoveTaskRequest, Json.StartMessageMoveTaskResponse),
            QueryRequests.StartMessageMoveTask,
            XmlAnswers.StartMessageMoveTask),
        new Operation<ListMessageMoveTasksRequest, ListMessageMoveTasksResponse>(
            "ListMessageMoveTasks",
            (sqs, request) => sqs.ListMessageMoveTasks(request),
            (Json.ListMessageMoveTasksRequest, Json.ListMessageMoveTasksResponse),
            QueryRequests.ListMessageMoveTasks,
            XmlAnswers.ListMessageMoveTasks),
        new Operation<CancelMessageMoveTaskRequest, CancelMessageMoveTaskResponse>(
            "CancelMessageMoveTask",
            (sqs, request) => sqs.CancelMessageMoveTask(request),
            (Json.CancelMessageMoveTaskRequest, Json.CancelMessageMoveTaskResponse),
            QueryRequests.CancelMessageMoveTask,
            XmlAnswers.CancelMessageMoveTask),
    }.ToFrozenDictionary(operation => operation.Name, StringComparer.Ordinal);
}
