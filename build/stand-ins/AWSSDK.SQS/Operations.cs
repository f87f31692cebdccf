using Amazon.SQS.Model;
using StandIns;

namespace Amazon.SQS;

/// <summary>The operations, each with the errors it models; any other is a plain <see cref="AmazonSQSException"/>.</summary>
internal static class Operations
{
    public static readonly AwsJsonService Service = new()
    {
        ServiceId = AmazonSQSConfig.ServiceId,
        Target = "AmazonSQS",
        ContentType = "application/x-amz-json-1.0",
        ApiVersion = "2012-11-05",
        SpokeQuery = true,
        Exception = typeof(AmazonSQSException),
    };

    private static readonly Type[] All =
    [
        typeof(InvalidAddressException), typeof(InvalidSecurityException), typeof(QueueDoesNotExistException),
        typeof(RequestThrottledException), typeof(UnsupportedOperationException),
    ];

    private static readonly Type[] Batch =
    [
        typeof(BatchEntryIdsNotDistinctException), typeof(EmptyBatchRequestException), typeof(InvalidBatchEntryIdException),
        typeof(TooManyEntriesInBatchRequestException),
    ];

    private static readonly Type[] Kms =
    [
        typeof(KmsAccessDeniedException), typeof(KmsDisabledException), typeof(KmsInvalidKeyUsageException),
        typeof(KmsInvalidStateException), typeof(KmsNotFoundException), typeof(KmsOptInRequiredException), typeof(KmsThrottledException),
    ];

    public static readonly AwsJsonOperation<ChangeMessageVisibilityRequest, ChangeMessageVisibilityResponse> ChangeMessageVisibility =
        new(Service, [.. All, typeof(MessageNotInflightException), typeof(ReceiptHandleIsInvalidException)]);

    public static readonly AwsJsonOperation<ChangeMessageVisibilityBatchRequest, ChangeMessageVisibilityBatchResponse>
        ChangeMessageVisibilityBatch = new(Service, [.. All, .. Batch]);

    public static readonly AwsJsonOperation<CreateQueueRequest, CreateQueueResponse> CreateQueue =
        new(Service, [.. All, typeof(InvalidAttributeNameException), typeof(InvalidAttributeValueException),
            typeof(QueueDeletedRecentlyException), typeof(QueueNameExistsException)]);

    public static readonly AwsJsonOperation<DeleteMessageRequest, DeleteMessageResponse> DeleteMessage =
        new(Service, [.. All, typeof(InvalidIdFormatException), typeof(ReceiptHandleIsInvalidException)]);

    public static readonly AwsJsonOperation<DeleteMessageBatchRequest, DeleteMessageBatchResponse> DeleteMessageBatch =
        new(Service, [.. All, .. Batch]);

    public static readonly AwsJsonOperation<DeleteQueueRequest, DeleteQueueResponse> DeleteQueue = new(Service, All);

    public static readonly AwsJsonOperation<GetQueueAttributesRequest, GetQueueAttributesResponse> GetQueueAttributes =
        new(Service, [.. All, typeof(InvalidAttributeNameException)]);

    public static readonly AwsJsonOperation<GetQueueUrlRequest, GetQueueUrlResponse> GetQueueUrl = new(Service, All);

    public static readonly AwsJsonOperation<ListDeadLetterSourceQueuesRequest, ListDeadLetterSourceQueuesResponse>
        ListDeadLetterSourceQueues = new(Service, All);

    public static readonly AwsJsonOperation<ListQueuesRequest, ListQueuesResponse> ListQueues = new(Service, All);

    public static readonly AwsJsonOperation<PurgeQueueRequest, PurgeQueueResponse> PurgeQueue =
        new(Service, [.. All, typeof(PurgeQueueInProgressException)]);

    public static readonly AwsJsonOperation<ReceiveMessageRequest, ReceiveMessageResponse> ReceiveMessage =
        new(Service, [.. All, .. Kms, typeof(OverLimitException)]);

    public static readonly AwsJsonOperation<SendMessageRequest, SendMessageResponse> SendMessage =
        new(Service, [.. All, .. Kms, typeof(InvalidMessageContentsException)]);

    public static readonly AwsJsonOperation<SendMessageBatchRequest, SendMessageBatchResponse> SendMessageBatch =
        new(Service, [.. All, .. Kms, .. Batch, typeof(BatchRequestTooLongException)]);

    public static readonly AwsJsonOperation<SetQueueAttributesRequest, SetQueueAttributesResponse> SetQueueAttributes =
        new(Service, [.. All, typeof(InvalidAttributeNameException), typeof(InvalidAttributeValueException), typeof(OverLimitException)]);
}
