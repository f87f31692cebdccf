using System.Text;
using System.Text.Json.Nodes;
using Amazon.SQS.Model;

namespace CrossCloudOps.DeadLetters;

/// <summary>Between SQS's messages and the archive: nothing is lost on the way in, nothing of it on the way back.</summary>
internal static class DeadLetterWire
{
    /// <summary>Our own attribute on what is sent back: which dead letter it was, and the how manieth attempt this is.</summary>
    public const string Marker = "CrossCloudOps";

    private const string DeadLetterField = "deadLetter";
    private const int MostAttributes = 10;
    private const int LargestMessage = 1024 * 1024;

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

    public static SendMessageRequest Write(DeadLetter letter, DeadLetterId id, string target, int attempt, bool marked)
    {
        var isFifo = DeadLetterQueue.IsFifoUrl(target);
        var request = new SendMessageRequest(target, letter.Body)
        {
            MessageAttributes = letter.Attributes.ToDictionary(static a => a.Key, static a => Attribute(a.Value)),
            MessageGroupId = letter.GroupId,
            MessageDeduplicationId = isFifo ? DeadLetterPolicy.DeduplicationId(id, attempt) : null,
        };
        if (letter.TraceHeader is { } trace)
        {
            request.MessageSystemAttributes = new() { ["AWSTraceHeader"] = new MessageSystemAttributeValue { DataType = "String", StringValue = trace } };
        }

        if (marked)
        {
            request.MessageAttributes[Marker] = new MessageAttributeValue { DataType = "String", StringValue = MarkerOf(id, attempt) };
        }

        return request;
    }

    /// <summary>The marker is left out where it has no room, or where its name is taken: the message itself comes first.</summary>
    public static bool HasRoomForMarker(DeadLetter letter, DeadLetterId id) =>
        (letter.Attributes.TryGetValue(Marker, out var there) ? IsOurs(there) : letter.Attributes.Count < MostAttributes)
        && Size(letter) + Marker.Length + "String".Length + MarkerOf(id, int.MaxValue).Length <= LargestMessage;

    private static bool IsOurs(DeadLetterAttribute attribute) => attribute.Text?.StartsWith($$"""{"{{DeadLetterField}}":""", StringComparison.Ordinal) == true;

    private static string MarkerOf(DeadLetterId id, int attempt) => new JsonObject { [DeadLetterField] = id.ToString(), ["attempt"] = attempt }.ToJsonString();

    private static int Size(DeadLetter letter) =>
        Encoding.UTF8.GetByteCount(letter.Body)
        + letter.Attributes.Sum(static a => Encoding.UTF8.GetByteCount(a.Key) + a.Value.DataType.Length + (a.Value.Bytes?.Length ?? Encoding.UTF8.GetByteCount(a.Value.Text ?? "")));

    private static MessageAttributeValue Attribute(DeadLetterAttribute attribute) => new()
    {
        DataType = attribute.DataType,
        StringValue = attribute.Text,
        BinaryValue = attribute.Bytes is null ? null : new MemoryStream(attribute.Bytes),
    };
}
