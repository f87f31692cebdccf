using System.Text;
using Amazon.SQS.Model;
using CrossCloudOps.Aws;

namespace CrossCloudOps.DeadLetters;

/// <summary>Between SQS's messages and the archive: nothing is lost on the way in, nothing of it on the way back.</summary>
internal static class DeadLetterWire
{
    /// <summary>Our own attribute on what is sent back: which dead letter it was, and the how manieth attempt this is.</summary>
    public const string Marker = "CrossCloudOps";

    /// <summary>The largest message, and the largest batch of them.</summary>
    public const int LargestMessage = 1024 * 1024;

    private const int MostAttributes = 10;

    public static DeadLetter Read(DeadLetterQueue queue, Message message, string? source, DateTimeOffset now)
    {
        var fingerprint = DeadLetterFingerprint.Of(message.Body, DeadLetterReason.Of(message));
        return new DeadLetter
        {
            QueueUrl = queue.Url,
            MessageId = message.MessageId,
            SourceQueueUrl = source,
            Fingerprint = fingerprint.Id,
            Shape = fingerprint.Shape,
            CollectedAt = now,
            SystemAttributes = message.Attributes ?? [],
            Attributes = (message.MessageAttributes ?? []).ToDictionary(
                static a => a.Key, static a => new DeadLetterAttribute(a.Value.DataType, a.Value.StringValue, a.Value.BinaryValue?.ToArray())),
            Body = message.Body,
        };
    }

    public static SendMessageRequest Write(DeadLetter letter, SentMark mark, string target, bool marked)
    {
        var isFifo = SqsQueue.IsFifo(target);
        var request = new SendMessageRequest(target, letter.Body)
        {
            MessageAttributes = letter.Attributes.ToDictionary(static a => a.Key, static a => Attribute(a.Value)),
            MessageGroupId = letter.GroupId,
            MessageDeduplicationId = isFifo ? DeadLetterPolicy.DeduplicationId(mark.DeadLetter, mark.Attempt) : null,
        };
        if (letter.TraceHeader is { } trace)
        {
            request.MessageSystemAttributes = new() { ["AWSTraceHeader"] = new MessageSystemAttributeValue { DataType = "String", StringValue = trace } };
        }

        if (marked)
        {
            request.MessageAttributes[Marker] = new MessageAttributeValue { DataType = "String", StringValue = mark.ToString() };
        }
        else if (HasMarker(letter))
        {
            request.MessageAttributes.Remove(Marker);
        }

        return request;
    }

    /// <summary>The marker is left out where it has no room, or where its name is taken: the message itself comes first.</summary>
    public static bool HasRoomForMarker(DeadLetter letter, SentMark mark) =>
        (HasMarker(letter) || (!letter.Attributes.ContainsKey(Marker) && letter.Attributes.Count < MostAttributes))
        && SizeWithMarker(letter, mark) <= LargestMessage;

    /// <summary>What SQS counts: body and attributes, with their names and types.</summary>
    public static int SizeWithMarker(DeadLetter letter, SentMark mark) =>
        Encoding.UTF8.GetByteCount(letter.Body) + Marker.Length + "String".Length + mark.ToString().Length
        + letter.Attributes.Where(static a => a.Key != Marker || !IsOurs(a.Value)).Sum(
            static a => Encoding.UTF8.GetByteCount(a.Key) + a.Value.DataType.Length + (a.Value.Bytes?.Length ?? Encoding.UTF8.GetByteCount(a.Value.Text ?? "")));

    /// <summary>The mark of the earlier dead letter that this one was, if it carries one.</summary>
    public static SentMark? MarkOf(DeadLetter letter) => HasMarker(letter) ? SentMark.Parse(letter.Attributes[Marker].Text) : null;

    private static bool HasMarker(DeadLetter letter) => letter.Attributes.TryGetValue(Marker, out var there) && IsOurs(there);

    private static bool IsOurs(DeadLetterAttribute attribute) => SentMark.Begins(attribute.Text) || SourceMark.Begins(attribute.Text);

    private static MessageAttributeValue Attribute(DeadLetterAttribute attribute) => new()
    {
        DataType = attribute.DataType,
        StringValue = attribute.Text,
        BinaryValue = attribute.Bytes is null ? null : new MemoryStream(attribute.Bytes),
    };
}
