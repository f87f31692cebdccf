using System.Globalization;
using System.Text.Json.Serialization;
using CrossCloudOps.Emulators.Sqs.Wire;

namespace CrossCloudOps.Emulators.Sqs.Queues;

/// <summary>A message as one receive saw it.</summary>
[JsonConverter(typeof(ReceivedMessageConverter))]
internal sealed class ReceivedMessage(QueuedMessage message, string receiptHandle, ReceiveTerms terms)
{
    private readonly int _receiveCount = message.ReceiveCount;
    private readonly long _firstReceivedAt = message.FirstReceivedAt;

    public QueuedMessage Message { get; } = message;

    /// <summary>Tells later whether the message has been received again.</summary>
    public int Receive { get; } = message.Receive;

    /// <summary>Tells later whether its visibility was changed.</summary>
    public long HiddenUntil { get; set; }

    public string ReceiptHandle { get; } = receiptHandle;

    public IReadOnlyDictionary<string, MessageAttribute>? Attributes { get; } = terms.Attributes.Apply(message.Content.Attributes);

    /// <summary>Covers the attributes returned here, which may be fewer than were sent.</summary>
    public string? AttributesMd5 => Attributes is null ? null
        : ReferenceEquals(Attributes, Message.Content.Attributes) ? Message.Content.AttributesMd5
        : MessageDigest.OfAttributes(Attributes);

    public IEnumerable<(string Name, string Value)> SystemAttributes()
    {
        var content = Message.Content;
        if (Asks(Queues.SystemAttributes.SenderId))
        {
            yield return ("SenderId", SqsAccount.SenderId);
        }

        if (Asks(Queues.SystemAttributes.SentTimestamp))
        {
            yield return ("SentTimestamp", Text(Message.SentAt));
        }

        if (Asks(Queues.SystemAttributes.ApproximateReceiveCount))
        {
            yield return ("ApproximateReceiveCount", Text(_receiveCount));
        }

        if (Asks(Queues.SystemAttributes.ApproximateFirstReceiveTimestamp))
        {
            yield return ("ApproximateFirstReceiveTimestamp", Text(_firstReceivedAt));
        }

        if (Asks(Queues.SystemAttributes.SequenceNumber) && Message.Sequence > 0)
        {
            yield return ("SequenceNumber", SqsQueue.SequenceText(Message.Sequence));
        }

        if (Asks(Queues.SystemAttributes.MessageDeduplicationId) && Message.DeduplicationId is { } deduplicationId)
        {
            yield return ("MessageDeduplicationId", deduplicationId);
        }

        if (Asks(Queues.SystemAttributes.MessageGroupId) && content.GroupId is { } groupId)
        {
            yield return ("MessageGroupId", groupId);
        }

        if (Asks(Queues.SystemAttributes.AWSTraceHeader) && content.TraceHeader is { } traceHeader)
        {
            yield return ("AWSTraceHeader", traceHeader);
        }

        if (Asks(Queues.SystemAttributes.DeadLetterQueueSourceArn) && Message.SourceArn is { } sourceArn)
        {
            yield return ("DeadLetterQueueSourceArn", sourceArn);
        }
    }

    public bool HasSystemAttributes => terms.SystemAttributes != Queues.SystemAttributes.None;

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private bool Asks(SystemAttributes attribute) => (terms.SystemAttributes & attribute) != 0;
}
