using System.Globalization;
using System.Xml;
using CrossCloudOps.Emulators.Sqs.Operations;
using CrossCloudOps.Emulators.Sqs.Queues;

namespace CrossCloudOps.Emulators.Sqs.Wire;

/// <summary>From response to the inside of the result element; lists are flattened.</summary>
internal static class XmlAnswers
{
    public static void Empty(XmlWriter xml, EmptyResponse response)
    {
    }

    public static void SendMessage(XmlWriter xml, SendMessageResponse response)
    {
        Text(xml, "MessageId", response.MessageId);
        Text(xml, "MD5OfMessageBody", response.MD5OfMessageBody);
        Text(xml, "MD5OfMessageAttributes", response.MD5OfMessageAttributes);
        Text(xml, "MD5OfMessageSystemAttributes", response.MD5OfMessageSystemAttributes);
        Text(xml, "SequenceNumber", response.SequenceNumber);
    }

    public static void SendMessageBatch(XmlWriter xml, SendMessageBatchResponse response)
    {
        foreach (var entry in response.Successful ?? [])
        {
            xml.WriteStartElement("SendMessageBatchResultEntry");
            Text(xml, "Id", entry.Id);
            Text(xml, "MessageId", entry.MessageId);
            Text(xml, "MD5OfMessageBody", entry.MD5OfMessageBody);
            Text(xml, "MD5OfMessageAttributes", entry.MD5OfMessageAttributes);
            Text(xml, "MD5OfMessageSystemAttributes", entry.MD5OfMessageSystemAttributes);
            Text(xml, "SequenceNumber", entry.SequenceNumber);
            xml.WriteEndElement();
        }

        Failures(xml, response.Failed);
    }

    public static void ReceiveMessage(XmlWriter xml, ReceiveMessageResponse response)
    {
        foreach (var message in response.Messages ?? [])
        {
            xml.WriteStartElement("Message");
            Text(xml, "MessageId", message.Message.Content.MessageId);
            Text(xml, "ReceiptHandle", message.ReceiptHandle);
            Text(xml, "MD5OfBody", message.Message.Content.BodyMd5);
            Text(xml, "Body", System.Text.Encoding.UTF8.GetString(message.Message.Content.Body));
            foreach (var (name, value) in message.SystemAttributes())
            {
                Pair(xml, "Attribute", "Name", name, value);
            }

            if (message.Attributes is { } attributes)
            {
                Text(xml, "MD5OfMessageAttributes", message.AttributesMd5);
                Attributes(xml, attributes);
            }

            xml.WriteEndElement();
        }
    }

    public static void DeleteMessageBatch(XmlWriter xml, BatchResponse response) => Batch(xml, "DeleteMessageBatchResultEntry", response);

    public static void ChangeMessageVisibilityBatch(XmlWriter xml, BatchResponse response) =>
        Batch(xml, "ChangeMessageVisibilityBatchResultEntry", response);

    public static void QueueUrl(XmlWriter xml, QueueUrlResponse response) => Text(xml, "QueueUrl", response.QueueUrl);

    public static void ListQueues(XmlWriter xml, ListQueuesResponse response) => Urls(xml, response.QueueUrls, response.NextToken);

    public static void ListDeadLetterSourceQueues(XmlWriter xml, ListDeadLetterSourceQueuesResponse response) =>
        Urls(xml, response.QueueUrls, response.NextToken);

    public static void GetQueueAttributes(XmlWriter xml, GetQueueAttributesResponse response)
    {
        foreach (var (name, value) in response.Attributes ?? new Dictionary<string, string>())
        {
            Pair(xml, "Attribute", "Name", name, value);
        }
    }

    public static void ListQueueTags(XmlWriter xml, ListQueueTagsResponse response)
    {
        foreach (var (key, value) in response.Tags ?? new Dictionary<string, string>())
        {
            Pair(xml, "Tag", "Key", key, value);
        }
    }

    public static void StartMessageMoveTask(XmlWriter xml, StartMessageMoveTaskResponse response) =>
        Text(xml, "TaskHandle", response.TaskHandle);

    public static void ListMessageMoveTasks(XmlWriter xml, ListMessageMoveTasksResponse response)
    {
        foreach (var task in response.Results ?? [])
        {
            xml.WriteStartElement("ListMessageMoveTasksResultEntry");
            Text(xml, "TaskHandle", task.TaskHandle);
            Text(xml, "Status", task.Status);
            Text(xml, "SourceArn", task.SourceArn);
            Text(xml, "DestinationArn", task.DestinationArn);
            Text(xml, "MaxNumberOfMessagesPerSecond", task.MaxNumberOfMessagesPerSecond?.ToString(CultureInfo.InvariantCulture));
            Text(xml, "ApproximateNumberOfMessagesMoved", task.ApproximateNumberOfMessagesMoved.ToString(CultureInfo.InvariantCulture));
            Text(xml, "ApproximateNumberOfMessagesToMove", task.ApproximateNumberOfMessagesToMove.ToString(CultureInfo.InvariantCulture));
            Text(xml, "FailureReason", task.FailureReason);
            Text(xml, "StartedTimestamp", task.StartedTimestamp.ToString(CultureInfo.InvariantCulture));
            xml.WriteEndElement();
        }
    }

    public static void CancelMessageMoveTask(XmlWriter xml, CancelMessageMoveTaskResponse response) =>
        Text(xml, "ApproximateNumberOfMessagesMoved", response.ApproximateNumberOfMessagesMoved.ToString(CultureInfo.InvariantCulture));

    private static void Attributes(XmlWriter xml, IReadOnlyDictionary<string, MessageAttribute> attributes)
    {
        foreach (var (name, attribute) in attributes)
        {
            xml.WriteStartElement("MessageAttribute");
            Text(xml, "Name", name);
            xml.WriteStartElement("Value");
            Text(xml, "StringValue", attribute.StringValue);
            Text(xml, "BinaryValue", attribute.BinaryValue is { } binary ? Convert.ToBase64String(binary) : null);
            Text(xml, "DataType", attribute.DataType);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
    }

    private static void Batch(XmlWriter xml, string element, BatchResponse response)
    {
        foreach (var entry in response.Successful ?? [])
        {
            xml.WriteStartElement(element);
            Text(xml, "Id", entry.Id);
            xml.WriteEndElement();
        }

        Failures(xml, response.Failed);
    }

    private static void Failures(XmlWriter xml, IReadOnlyList<BatchResultErrorEntry>? failures)
    {
        foreach (var failure in failures ?? [])
        {
            xml.WriteStartElement("BatchResultErrorEntry");
            Text(xml, "Id", failure.Id);
            Text(xml, "Code", failure.Code);
            Text(xml, "Message", failure.Message);
            Text(xml, "SenderFault", failure.SenderFault ? "true" : "false");
            xml.WriteEndElement();
        }
    }

    private static void Urls(XmlWriter xml, IReadOnlyList<string>? urls, string? nextToken)
    {
        foreach (var url in urls ?? [])
        {
            Text(xml, "QueueUrl", url);
        }

        Text(xml, "NextToken", nextToken);
    }

    private static void Pair(XmlWriter xml, string element, string nameElement, string name, string value)
    {
        xml.WriteStartElement(element);
        Text(xml, nameElement, name);
        Text(xml, "Value", value);
        xml.WriteEndElement();
    }

    private static void Text(XmlWriter xml, string element, string? text)
    {
        if (text is not null)
        {
            xml.WriteElementString(element, text);
        }
    }
}
