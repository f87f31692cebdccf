using System.Collections.Frozen;
using System.Text;
using CrossCloudOps.Emulators.Sqs.Queues;

namespace CrossCloudOps.Emulators.Sqs;

/// <summary>A queue from the inside, for tests.</summary>
public sealed class QueueAccess
{
    private readonly SqsQueue _queue;

    internal QueueAccess(SqsQueue queue) => _queue = queue;

    /// <summary>The queue's name.</summary>
    public string Name => _queue.Name;

    /// <summary>The queue's address.</summary>
    public string Url => _queue.Url;

    /// <summary>The queue's ARN.</summary>
    public string Arn => _queue.Arn;

    /// <summary>The ARN of the queue that its redrive policy moves messages to; null without one.</summary>
    public string? DeadLetterTargetArn => _queue.Settings.RedrivePolicy?.DeadLetterTargetArn;

    /// <summary>The key of the account's own that it is encrypted with; null without one.</summary>
    public string? KeyArn => _queue.KeyArn;

    /// <summary>All messages in the order they came, in flight and delayed ones too.</summary>
    public IReadOnlyList<SqsMessageSnapshot> Messages => _queue.Look(Snapshot);

    /// <summary>How many receives wait for a message.</summary>
    public int WaitingReceives => _queue.Waiting;

    /// <summary>Puts messages into the queue, all or none, visible at once.</summary>
    public void Seed(IEnumerable<SeedMessage> messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        _queue.Place([.. messages.Select(Place)]);
    }

    /// <summary>Puts messages into the queue, visible at once.</summary>
    public void Seed(params ReadOnlySpan<SeedMessage> messages) => Seed(messages.ToArray().AsEnumerable());

    private static SqsMessageSnapshot Snapshot(QueuedMessage message) => new(message.Content.MessageId, Encoding.UTF8.GetString(message.Content.Body))
    {
        Attributes = message.Content.Attributes?.ToDictionary(attribute => attribute.Key, attribute => View(attribute.Value), StringComparer.Ordinal)
            ?? (IReadOnlyDictionary<string, SqsAttributeValue>)FrozenDictionary<string, SqsAttributeValue>.Empty,
        GroupId = message.Content.GroupId,
        DeduplicationId = message.DeduplicationId,
        SequenceNumber = message.Sequence > 0 ? SqsQueue.SequenceText(message.Sequence) : null,
        SourceArn = message.SourceArn,
        TraceHeader = message.Content.TraceHeader,
        ReceiveCount = message.ReceiveCount,
        SentAt = DateTimeOffset.FromUnixTimeMilliseconds(message.SentAt),
        InFlight = message.State == MessageState.InFlight,
        Delayed = message.State == MessageState.Delayed,
    };

    private static SqsAttributeValue View(MessageAttribute attribute) =>
        new(attribute.DataType ?? string.Empty, attribute.StringValue, attribute.BinaryValue);

    private PlacedMessage Place(SeedMessage seed)
    {
        if (_queue.Fifo && string.IsNullOrEmpty(seed.GroupId))
        {
            throw new ArgumentException($"A message for {Name} needs a group.", nameof(seed));
        }

        var id = seed.MessageId ?? Guid.NewGuid().ToString();
        var body = Encoding.UTF8.GetBytes(seed.Body);
        var attributes = seed.Attributes is { Count: > 0 } given
            ? given.ToDictionary(attribute => attribute.Key, attribute => Store(attribute.Value), StringComparer.Ordinal)
            : null;
        return new PlacedMessage(new MessageContent
        {
            MessageId = id,
            Body = body,
            BodyMd5 = MessageDigest.Of(body),
            Attributes = attributes,
            AttributesMd5 = attributes is null ? null : MessageDigest.OfAttributes(attributes),
            TraceHeader = seed.TraceHeader,
            GroupId = seed.GroupId,
        })
        {
            DeduplicationId = _queue.Fifo ? seed.DeduplicationId ?? id : null,
            SourceArn = seed.SourceArn,
            ReceiveCount = seed.ReceiveCount,
            SentAt = seed.SentAt?.ToUnixTimeMilliseconds(),
        };
    }

    private static MessageAttribute Store(SqsAttributeValue attribute) => new()
    {
        DataType = attribute.DataType,
        StringValue = attribute.Text,
        BinaryValue = attribute.Text is null ? attribute.Binary.ToArray() : null,
    };
}
