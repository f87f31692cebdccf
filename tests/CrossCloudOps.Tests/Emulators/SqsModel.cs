namespace CrossCloudOps.Tests.Emulators;

/// <summary>
/// A FIFO queue as simple as can be: one list, looked through from the start each time. A standard queue is the same with a group for
/// each message.
/// </summary>
internal sealed class SqsModel(int maxReceiveCount)
{
    private readonly Dictionary<string, (string Body, long Until)> _sent = [];
    private readonly List<ModelMessage> _messages = [];

    public List<ModelMessage> Dead { get; } = [];

    public IReadOnlyList<ModelMessage> Messages => _messages;

    /// <summary>The body under which the message counts: of a duplicate, the first one's.</summary>
    public string Send(string body, string group, string? deduplicationId, long now)
    {
        if (deduplicationId is not null)
        {
            if (_sent.TryGetValue(deduplicationId, out var sent) && now < sent.Until)
            {
                return sent.Body;
            }

            _sent[deduplicationId] = (body, now + 300_000);
        }

        _messages.Add(new ModelMessage(body, group));
        return body;
    }

    public List<ModelMessage> Receive(int most, long visibility, long now)
    {
        var received = new List<ModelMessage>();
        foreach (var group in _messages.ToLookup(message => message.Group))
        {
            foreach (var message in group.TakeWhile(message => message.VisibleAt <= now && received.Count < most))
            {
                if (message.ReceiveCount >= maxReceiveCount)
                {
                    _messages.Remove(message);
                    Dead.Add(message);
                    continue;
                }

                message.ReceiveCount++;
                message.VisibleAt = now + visibility;
                received.Add(message);
            }
        }

        return received;
    }

    public void Delete(ModelMessage message) => _messages.Remove(message);
}

internal sealed class ModelMessage(string body, string group)
{
    public string Body { get; } = body;

    public string Group { get; } = group;

    public int ReceiveCount { get; set; }

    public long VisibleAt { get; set; }

    public string? Handle { get; set; }
}
