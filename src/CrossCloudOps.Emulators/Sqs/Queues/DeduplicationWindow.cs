namespace CrossCloudOps.Emulators.Sqs.Queues;

internal readonly record struct SentMessage(string MessageId, long Sequence);

/// <summary>
/// What was sent in the last five minutes; a duplicate does not lengthen them.
/// <see href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-messagededuplicationid-property.html"/>
/// </summary>
internal sealed class DeduplicationWindow
{
    private const long Length = 5 * 60 * 1000;

    private readonly Dictionary<string, SentMessage> _sent = new(StringComparer.Ordinal);
    private readonly Queue<(string Key, long Until)> _ends = new();

    public bool TryFind(string key, long now, out SentMessage sent)
    {
        while (_ends.TryPeek(out var end) && end.Until <= now)
        {
            _ends.Dequeue();
            _sent.Remove(end.Key);
        }

        return _sent.TryGetValue(key, out sent);
    }

    public void Remember(string key, SentMessage sent, long now)
    {
        if (_sent.TryAdd(key, sent))
        {
            _ends.Enqueue((key, now + Length));
        }
    }
}
