using System.Globalization;
using System.Text.Json.Serialization;
using Amazon.Runtime;
using static StandIns.AwsCollections;

namespace Amazon.SQS
{
    public partial class AmazonSQSRequest : AmazonWebServiceRequest;
}

namespace Amazon.SQS.Model
{
    public partial class ChangeMessageVisibilityRequest : AmazonSQSRequest
    {
        public ChangeMessageVisibilityRequest() { }
        public ChangeMessageVisibilityRequest(string queueUrl, string receiptHandle, int? visibilityTimeout) =>
            (QueueUrl, ReceiptHandle, VisibilityTimeout) = (queueUrl, receiptHandle, visibilityTimeout);

        public string QueueUrl { get; set; }
        public string ReceiptHandle { get; set; }
        public int? VisibilityTimeout { get; set; }
    }

    public partial class ChangeMessageVisibilityResponse : AmazonWebServiceResponse;

    public partial class ChangeMessageVisibilityBatchRequest : AmazonSQSRequest
    {
        public ChangeMessageVisibilityBatchRequest() { }
        public ChangeMessageVisibilityBatchRequest(string queueUrl, List<ChangeMessageVisibilityBatchRequestEntry> entries) =>
            (QueueUrl, Entries) = (queueUrl, entries);

        public string QueueUrl { get; set; }
        public List<ChangeMessageVisibilityBatchRequestEntry> Entries { get; set; } = NewList<ChangeMessageVisibilityBatchRequestEntry>();
    }

    public partial class ChangeMessageVisibilityBatchRequestEntry
    {
        public ChangeMessageVisibilityBatchRequestEntry() { }
        public ChangeMessageVisibilityBatchRequestEntry(string id, string receiptHandle) => (Id, ReceiptHandle) = (id, receiptHandle);

        public string Id { get; set; }
        public string ReceiptHandle { get; set; }
        public int? VisibilityTimeout { get; set; }
    }

    public partial class ChangeMessageVisibilityBatchResponse : AmazonWebServiceResponse
    {
        public List<ChangeMessageVisibilityBatchResultEntry> Successful { get; set; } = NewList<ChangeMessageVisibilityBatchResultEntry>();
        public List<BatchResultErrorEntry> Failed { get; set; } = NewList<BatchResultErrorEntry>();
    }

    public partial class ChangeMessageVisibilityBatchResultEntry
    {
        public string Id { get; set; }
    }

    public partial class BatchResultErrorEntry
    {
        public string Code { get; set; }
        public string Id { get; set; }
        public string Message { get; set; }
        public bool? SenderFault { get; set; }
    }

    public partial class CreateQueueRequest : AmazonSQSRequest
    {
        public CreateQueueRequest() { }
        public CreateQueueRequest(string queueName) => QueueName = queueName;

        public string QueueName { get; set; }
        public Dictionary<string, string> Attributes { get; set; } = NewMap<string>();

        [JsonPropertyName("tags")]
        public Dictionary<string, string> Tags { get; set; } = NewMap<string>();
    }

    public partial class CreateQueueResponse : AmazonWebServiceResponse
    {
        public string QueueUrl { get; set; }
    }

    public partial class DeleteMessageRequest : AmazonSQSRequest
    {
        public DeleteMessageRequest() { }
        public DeleteMessageRequest(string queueUrl, string receiptHandle) => (QueueUrl, ReceiptHandle) = (queueUrl, receiptHandle);

        public string QueueUrl { get; set; }
        public string ReceiptHandle { get; set; }
    }

    public partial class DeleteMessageResponse : AmazonWebServiceResponse;

    public partial class DeleteMessageBatchRequest : AmazonSQSRequest
    {
        public DeleteMessageBatchRequest() { }
        public DeleteMessageBatchRequest(string queueUrl, List<DeleteMessageBatchRequestEntry> entries) =>
            (QueueUrl, Entries) = (queueUrl, entries);

        public string QueueUrl { get; set; }
        public List<DeleteMessageBatchRequestEntry> Entries { get; set; } = NewList<DeleteMessageBatchRequestEntry>();
    }

    public partial class DeleteMessageBatchRequestEntry
    {
        public DeleteMessageBatchRequestEntry() { }
        public DeleteMessageBatchRequestEntry(string id, string receiptHandle) => (Id, ReceiptHandle) = (id, receiptHandle);

        public string Id { get; set; }
        public string ReceiptHandle { get; set; }
    }

    public partial class DeleteMessageBatchResponse : AmazonWebServiceResponse
    {
        public List<DeleteMessageBatchResultEntry> Successful { get; set; } = NewList<DeleteMessageBatchResultEntry>();
        public List<BatchResultErrorEntry> Failed { get; set; } = NewList<BatchResultErrorEntry>();
    }

    public partial class DeleteMessageBatchResultEntry
    {
        public string Id { get; set; }
    }

    public partial class DeleteQueueRequest : AmazonSQSRequest
    {
        public DeleteQueueRequest() { }
        public DeleteQueueRequest(string queueUrl) => QueueUrl = queueUrl;

        public string QueueUrl { get; set; }
    }

    public partial class DeleteQueueResponse : AmazonWebServiceResponse;

    public partial class GetQueueAttributesRequest : AmazonSQSRequest
    {
        public GetQueueAttributesRequest() { }
        public GetQueueAttributesRequest(string queueUrl, List<string> attributeNames) =>
            (QueueUrl, AttributeNames) = (queueUrl, attributeNames);

        public List<string> AttributeNames { get; set; } = NewList<string>();
        public string QueueUrl { get; set; }
    }

    public partial class GetQueueAttributesResponse : AmazonWebServiceResponse
    {
        public Dictionary<string, string> Attributes { get; set; } = NewMap<string>();

        public int ApproximateNumberOfMessages => Number(nameof(ApproximateNumberOfMessages));
        public int ApproximateNumberOfMessagesDelayed => Number(nameof(ApproximateNumberOfMessagesDelayed));
        public int ApproximateNumberOfMessagesNotVisible => Number(nameof(ApproximateNumberOfMessagesNotVisible));
        public bool? ContentBasedDeduplication => bool.TryParse(Text(nameof(ContentBasedDeduplication)), out var value) ? value : null;
        public DateTime CreatedTimestamp => DateTime.UnixEpoch.AddSeconds(Number(nameof(CreatedTimestamp)));
        public int DelaySeconds => Number(nameof(DelaySeconds));
        public bool FifoQueue => bool.TryParse(Text(nameof(FifoQueue)), out var value) && value;
        public DateTime LastModifiedTimestamp => DateTime.UnixEpoch.AddSeconds(Number(nameof(LastModifiedTimestamp)));
        public int MaximumMessageSize => Number(nameof(MaximumMessageSize));
        public int MessageRetentionPeriod => Number(nameof(MessageRetentionPeriod));
        public string Policy => Text(nameof(Policy));
        public string QueueARN => Text("QueueArn");
        public int VisibilityTimeout => Number(nameof(VisibilityTimeout));

        private string Text(string name) => Attributes?.GetValueOrDefault(name);

        private int Number(string name) =>
            int.TryParse(Text(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : 0;
    }

    public partial class GetQueueUrlRequest : AmazonSQSRequest
    {
        public GetQueueUrlRequest() { }
        public GetQueueUrlRequest(string queueName) => QueueName = queueName;

        public string QueueName { get; set; }
        public string QueueOwnerAWSAccountId { get; set; }
    }

    public partial class GetQueueUrlResponse : AmazonWebServiceResponse
    {
        public string QueueUrl { get; set; }
    }

    public partial class ListDeadLetterSourceQueuesRequest : AmazonSQSRequest
    {
        public int? MaxResults { get; set; }
        public string NextToken { get; set; }
        public string QueueUrl { get; set; }
    }

    public partial class ListDeadLetterSourceQueuesResponse : AmazonWebServiceResponse
    {
        public string NextToken { get; set; }

        [JsonPropertyName("queueUrls")]
        public List<string> QueueUrls { get; set; } = NewList<string>();
    }

    public partial class ListQueuesRequest : AmazonSQSRequest
    {
        public ListQueuesRequest() { }
        public ListQueuesRequest(string queueNamePrefix) => QueueNamePrefix = queueNamePrefix;

        public int? MaxResults { get; set; }
        public string NextToken { get; set; }
        public string QueueNamePrefix { get; set; }
    }

    public partial class ListQueuesResponse : AmazonWebServiceResponse
    {
        public string NextToken { get; set; }
        public List<string> QueueUrls { get; set; } = NewList<string>();
    }

    public partial class PurgeQueueRequest : AmazonSQSRequest
    {
        public string QueueUrl { get; set; }
    }

    public partial class PurgeQueueResponse : AmazonWebServiceResponse;

    public partial class ReceiveMessageRequest : AmazonSQSRequest
    {
        public ReceiveMessageRequest() { }
        public ReceiveMessageRequest(string queueUrl) => QueueUrl = queueUrl;

        [Obsolete("AttributeNames has been replaced by MessageSystemAttributeNames")]
        public List<string> AttributeNames { get; set; } = NewList<string>();

        public int? MaxNumberOfMessages { get; set; }
        public List<string> MessageAttributeNames { get; set; } = NewList<string>();
        public List<string> MessageSystemAttributeNames { get; set; } = NewList<string>();
        public string QueueUrl { get; set; }
        public string ReceiveRequestAttemptId { get; set; }
        public int? VisibilityTimeout { get; set; }
        public int? WaitTimeSeconds { get; set; }
    }

    /// <summary><see cref="Messages"/> is null when none came.</summary>
    public partial class ReceiveMessageResponse : AmazonWebServiceResponse
    {
        public List<Message> Messages { get; set; } = NewList<Message>();
    }

    public partial class Message
    {
        public Dictionary<string, string> Attributes { get; set; } = NewMap<string>();
        public string Body { get; set; }
        public string MD5OfBody { get; set; }
        public string MD5OfMessageAttributes { get; set; }
        public Dictionary<string, MessageAttributeValue> MessageAttributes { get; set; } = NewMap<MessageAttributeValue>();
        public string MessageId { get; set; }
        public string ReceiptHandle { get; set; }
    }

    public partial class MessageAttributeValue
    {
        public List<MemoryStream> BinaryListValues { get; set; } = NewList<MemoryStream>();
        public MemoryStream BinaryValue { get; set; }
        public string DataType { get; set; }
        public List<string> StringListValues { get; set; } = NewList<string>();
        public string StringValue { get; set; }
    }

    public partial class MessageSystemAttributeValue
    {
        public List<MemoryStream> BinaryListValues { get; set; } = NewList<MemoryStream>();
        public MemoryStream BinaryValue { get; set; }
        public string DataType { get; set; }
        public List<string> StringListValues { get; set; } = NewList<string>();
        public string StringValue { get; set; }
    }

    public partial class SendMessageRequest : AmazonSQSRequest
    {
        public SendMessageRequest() { }
        public SendMessageRequest(string queueUrl, string messageBody) => (QueueUrl, MessageBody) = (queueUrl, messageBody);

        public int? DelaySeconds { get; set; }
        public Dictionary<string, MessageAttributeValue> MessageAttributes { get; set; } = NewMap<MessageAttributeValue>();
        public string MessageBody { get; set; }
        public string MessageDeduplicationId { get; set; }
        public string MessageGroupId { get; set; }
        public Dictionary<string, MessageSystemAttributeValue> MessageSystemAttributes { get; set; }
            = NewMap<MessageSystemAttributeValue>();
        public string QueueUrl { get; set; }
    }

    public partial class SendMessageResponse : AmazonWebServiceResponse
    {
        public string MD5OfMessageAttributes { get; set; }
        public string MD5OfMessageBody { get; set; }
        public string MD5OfMessageSystemAttributes { get; set; }
        public string MessageId { get; set; }
        public string SequenceNumber { get; set; }
    }

    public partial class SendMessageBatchRequest : AmazonSQSRequest
    {
        public SendMessageBatchRequest() { }
        public SendMessageBatchRequest(string queueUrl, List<SendMessageBatchRequestEntry> entries) =>
            (QueueUrl, Entries) = (queueUrl, entries);

        public string QueueUrl { get; set; }
        public List<SendMessageBatchRequestEntry> Entries { get; set; } = NewList<SendMessageBatchRequestEntry>();
    }

    public partial class SendMessageBatchRequestEntry
    {
        public SendMessageBatchRequestEntry() { }
        public SendMessageBatchRequestEntry(string id, string messageBody) => (Id, MessageBody) = (id, messageBody);

        public int? DelaySeconds { get; set; }
        public string Id { get; set; }
        public Dictionary<string, MessageAttributeValue> MessageAttributes { get; set; } = NewMap<MessageAttributeValue>();
        public string MessageBody { get; set; }
        public string MessageDeduplicationId { get; set; }
        public string MessageGroupId { get; set; }
        public Dictionary<string, MessageSystemAttributeValue> MessageSystemAttributes { get; set; }
            = NewMap<MessageSystemAttributeValue>();
    }

    public partial class SendMessageBatchResponse : AmazonWebServiceResponse
    {
        public List<SendMessageBatchResultEntry> Successful { get; set; } = NewList<SendMessageBatchResultEntry>();
        public List<BatchResultErrorEntry> Failed { get; set; } = NewList<BatchResultErrorEntry>();
    }

    public partial class SendMessageBatchResultEntry
    {
        public string Id { get; set; }
        public string MD5OfMessageAttributes { get; set; }
        public string MD5OfMessageBody { get; set; }
        public string MD5OfMessageSystemAttributes { get; set; }
        public string MessageId { get; set; }
        public string SequenceNumber { get; set; }
    }

    public partial class SetQueueAttributesRequest : AmazonSQSRequest
    {
        public SetQueueAttributesRequest() { }
        public SetQueueAttributesRequest(string queueUrl, Dictionary<string, string> attributes) =>
            (QueueUrl, Attributes) = (queueUrl, attributes);

        public Dictionary<string, string> Attributes { get; set; } = NewMap<string>();
        public string QueueUrl { get; set; }
    }

    public partial class SetQueueAttributesResponse : AmazonWebServiceResponse;
}
