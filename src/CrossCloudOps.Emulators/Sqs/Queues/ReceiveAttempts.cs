namespace CrossCloudOps.Emulators.Sqs.Queues;

/// <summary>Receives of a FIFO queue that can be repeated by their ReceiveRequestAttemptId for five minutes.</summary>
internal sealed class ReceiveAttempts
{
    private const long Length = 5 * 60 * 1000;

    private readonly Dictionary<string, (IReadOnlyList<ReceivedMessage> Received, long Until)> _attempts = new(StringComparer.Ordinal);
    private readonly Queue<(string Id, long Until)> _ends = new();

    /// <summary>Null when none of that id is left, or one of its messages was deleted, received again or had its visibility changed.</summary>
    public IReadOnlyList<ReceivedMessage>? Find(string id, long now)
    {
        while (_ends.TryPeek(out var end) && end.Until <= now)
        {
            _ends.Dequeue();
            if (_attempts.TryGetValue(end.Id, out var ended) && ended.Until == end.Until)
            {
                _attempts.Remove(end.Id);
            }
        }

        return _attempts.TryGetValue(id, out var attempt) && attempt.Received.All(Untouched) ? attempt.Received : null;
    }

    public void Remember(string id, IReadOnlyList<ReceivedMessage> received, long now)
    {
        _attempts[id] = (received, now + Length);
        _ends.Enqueue((id, now + Length));
    }

    private static bool Untouched(ReceivedMessage received) =>
        received.Message.State == MessageState.InFlight
        && received.Message.Receive == received.Receive
        && received.Message.DueAt == received.HiddenUntil;
}
