using CrossCloudOps.Emulators.Sqs.Operations;

namespace CrossCloudOps.Emulators.Sqs.Wire;

/// <summary>From form to request; lists lose their plural here, as in the WSDL of 2012-11-05.</summary>
internal static class QueryRequests
{
    public static SendMessageRequest SendMessage(QueryForm form) => new()
    {
        QueueUrl = form.Text("QueueUrl"),
        MessageBody = form.Bytes("MessageBody"),
        DelaySeconds = form.Number("DelaySeconds"),
        MessageDeduplicationId = form.Text("MessageDeduplicationId"),
        MessageGroupId = form.Text("MessageGroupId"),
        MessageAttributes = form.Attributes("MessageAttribute"),
        MessageSystemAttributes = form.Attributes("MessageSystemAttribute"),
    };

    public static SendMessageBatchRequest SendMessageBatch(QueryForm form) => new()
    {
        QueueUrl = form.Text("QueueUrl"),
        Entries = form.Forms("SendMessageBatchRequestEntry", entry => new SendMessageBatchRequestEntry
        {
            Id = entry.Text("Id"),
            MessageBody = entry.Bytes("MessageBody"),
            DelaySeconds = entry.Number("DelaySeconds"),
            MessageDeduplicationId = entry.Text("MessageDeduplicationId"),
            MessageGroupId = entry.Text("MessageGroupId"),
            MessageAttributes = entry.Attributes("MessageAttribute"),
            MessageSystemAttributes = entry.Attributes("MessageSystemAttribute"),
        }),
    };

    public static ReceiveMessageRequest ReceiveMessage(QueryForm form) => new()
    {
        QueueUrl = form.Text("QueueUrl"),
        MaxNumberOfMessages = form.Number("MaxNumberOfMessages"),
        VisibilityTimeout = form.Number("VisibilityTimeout"),
        WaitTimeSeconds = form.Number("WaitTimeSeconds"),
        ReceiveRequestAttemptId = form.Text("ReceiveRequestAttemptId"),
        AttributeNames = form.Texts("AttributeName"),
        MessageSystemAttributeNames = form.Texts("MessageSystemAttributeName"),
        MessageAttributeNames = form.Texts("MessageAttributeName"),
    };

    public static DeleteMessageRequest DeleteMessage(QueryForm form) => new()
    {
        QueueUrl = form.Text("QueueUrl"),
        ReceiptHandle = form.Text("ReceiptHandle"),
    };

    public static DeleteMessageBatchRequest DeleteMessageBatch(QueryForm form) => new()
    {
        QueueUrl = form.Text("QueueUrl"),
        Entries = form.Forms("DeleteMessageBatchRequestEntry", entry => new DeleteMessageBatchRequestEntry
        {
            Id = entry.Text("Id"),
            ReceiptHandle = entry.Text("ReceiptHandle"),
        }),
    };

    public static ChangeMessageVisibilityRequest ChangeMessageVisibility(QueryForm form) => new()
    {
        QueueUrl = form.Text("QueueUrl"),
        ReceiptHandle = form.Text("ReceiptHandle"),
        VisibilityTimeout = form.Number("VisibilityTimeout"),
    };

    public static ChangeMessageVisibilityBatchRequest ChangeMessageVisibilityBatch(QueryForm form) => new()
    {
        QueueUrl = form.Text("QueueUrl"),
        Entries = form.Forms("ChangeMessageVisibilityBatchRequestEntry", entry => new ChangeMessageVisibilityBatchRequestEntry
        {
            Id = entry.Text("Id"),
            ReceiptHandle = entry.Text("ReceiptHandle"),
            VisibilityTimeout = entry.Number("VisibilityTimeout"),
        }),
    };

    public static CreateQueueRequest CreateQueue(QueryForm form) => new()
    {
        QueueName = form.Text("QueueName"),
        Attributes = form.Map("Attribute", "Name", "Value"),
        Tags = form.Map("Tag", "Key", "Value"),
    };

    public static DeleteQueueRequest DeleteQueue(QueryForm form) => new() { QueueUrl = form.Text("QueueUrl") };

    public static GetQueueUrlRequest GetQueueUrl(QueryForm form) => new()
    {
        QueueName = form.Text("QueueName"),
        QueueOwnerAWSAccountId = form.Text("QueueOwnerAWSAccountId"),
    };

    public static ListQueuesRequest ListQueues(QueryForm form) => new()
    {
        QueueNamePrefix = form.Text("QueueNamePrefix"),
        MaxResults = form.Number("MaxResults"),
        NextToken = form.Text("NextToken"),
    };

    public static ListDeadLetterSourceQueuesRequest ListDeadLetterSourceQueues(QueryForm form) => new()
    {
        QueueUrl = form.Text("QueueUrl"),
        MaxResults = form.Number("MaxResults"),
        NextToken = form.Text("NextToken"),
    };

    public static GetQueueAttributesRequest GetQueueAttributes(QueryForm form) => new()
    {
        QueueUrl = form.Text("QueueUrl"),
        AttributeNames = form.Texts("AttributeName"),
    };

    public static SetQueueAttributesRequest SetQueueAttributes(QueryForm form) => new()
    {
        QueueUrl = form.Text("QueueUrl"),
        Attributes = form.Map("Attribute", "Name", "Value"),
    };

    public static PurgeQueueRequest PurgeQueue(QueryForm form) => new() { QueueUrl = form.Text("QueueUrl") };

    public static TagQueueRequest TagQueue(QueryForm form) => new()
    {
        QueueUrl = form.Text("QueueUrl"),
        Tags = form.Map("Tag", "Key", "Value"),
    };

    public static UntagQueueRequest UntagQueue(QueryForm form) => new()
    {
        QueueUrl = form.Text("QueueUrl"),
        TagKeys = form.Texts("TagKey"),
    };

    public static ListQueueTagsRequest ListQueueTags(QueryForm form) => new() { QueueUrl = form.Text("QueueUrl") };

    public static StartMessageMoveTaskRequest StartMessageMoveTask(QueryForm form) => new()
    {
        SourceArn = form.Text("SourceArn"),
        DestinationArn = form.Text("DestinationArn"),
        MaxNumberOfMessagesPerSecond = form.Number("MaxNumberOfMessagesPerSecond"),
    };

    public static ListMessageMoveTasksRequest ListMessageMoveTasks(QueryForm form) => new()
    {
        SourceArn = form.Text("SourceArn"),
        MaxResults = form.Number("MaxResults"),
    };

    public static CancelMessageMoveTaskRequest CancelMessageMoveTask(QueryForm form) => new() { TaskHandle = form.Text("TaskHandle") };
}
