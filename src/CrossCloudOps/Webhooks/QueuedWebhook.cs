using System.Text.Json.Serialization;
using Amazon.SQS.Model;

namespace CrossCloudOps.Webhooks;

/// <summary>A webhook in the form of its message in the queue. All attributes are strings.</summary>
internal sealed record QueuedWebhook(string Body, IReadOnlyDictionary<string, string> Attributes, string GroupId, string DeduplicationId)
{
    /// <summary>What SQS counts: the body, and of each attribute its name, type and value, in UTF-8.</summary>
    [JsonIgnore]
    public int Bytes => Encoding.GetByteCount(Body) + Attributes.Sum(static a => Encoding.GetByteCount(a.Key) + StringType.Length + Encoding.GetByteCount(a.Value));

    private const string StringType = "String";

    private static readonly System.Text.Encoding Encoding = System.Text.Encoding.UTF8;

    public SendMessageRequest ToRequest(string queueUrl) => new()
    {
        QueueUrl = queueUrl,
        MessageBody = Body,
        MessageAttributes = AttributeValues(),
        MessageGroupId = GroupId,
        MessageDeduplicationId = DeduplicationId,
    };

    public SendMessageBatchRequestEntry ToEntry(string id) => new()
    {
        Id = id,
        MessageBody = Body,
        MessageAttributes = AttributeValues(),
        MessageGroupId = GroupId,
        MessageDeduplicationId = DeduplicationId,
    };

    private Dictionary<string, MessageAttributeValue> AttributeValues() =>
        Attributes.ToDictionary(static a => a.Key, static a => new MessageAttributeValue { DataType = StringType, StringValue = a.Value });
}
