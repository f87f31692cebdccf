namespace CrossCloudOps.Emulators.Sqs.Queues;

/// <summary>A message group: all its messages in order, received ones too.</summary>
internal sealed class FifoGroup(string id)
{
    public string Id { get; } = id;

    public MessageList Messages { get; } = new();

    public int InFlight { get; set; }

    /// <summary>Stands in the line of groups that have something to give.</summary>
    public bool InLine { get; set; }

    public bool Ready => InFlight == 0 && Messages.First is { State: MessageState.Visible };
}

/// <summary>
/// Strict order within a group; a group gives nothing while one of its messages is in flight or its first is still delayed.
/// <see href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html"/>
/// </summary>
internal sealed class FifoOrder : MessageOrder
{
    private readonly Dictionary<string, FifoGroup> _groups = new(StringComparer.Ordinal);
    private readonly Queue<FifoGroup> _line = new();
    private FifoGroup? _current;
    private QueuedMessage? _cursor;

    public override void Add(QueuedMessage message)
    {
        var id = message.Content.GroupId ?? string.Empty;
        if (!_groups.TryGetValue(id, out var group))
        {
            _groups.Add(id, group = new FifoGroup(id));
        }

        message.Group = group;
        group.Messages.Append(message);
        Settle(group);
    }

    public override void Show(QueuedMessage message, MessageState before)
    {
        var group = message.Group!;
        if (before == MessageState.InFlight)
        {
            group.InFlight--;
        }

        Settle(group);
    }

    public override void Hide(QueuedMessage message) => message.Group!.InFlight++;

    public override void Remove(QueuedMessage message, MessageState before)
    {
        var group = message.Group!;
        group.Messages.Remove(message);
        if (before == MessageState.InFlight)
        {
            group.InFlight--;
        }

        if (group.Messages.First is null)
        {
            _groups.Remove(group.Id);
        }
        else if (group != _current)
        {
            Settle(group);
        }
    }

    public override QueuedMessage? Next()
    {
        while (true)
        {
            if (_current is null)
            {
                if (!_line.TryDequeue(out var group))
                {
                    return null;
                }

                group.InLine = false;
                if (!group.Ready)
                {
                    continue;
                }

                _current = group;
                _cursor = group.Messages.First;
            }

            if (_cursor is { State: MessageState.Visible } message)
            {
                _cursor = message.Next;
                return message;
            }

            End();
        }
    }

    public override void End()
    {
        if (_current is { } group)
        {
            _current = null;
            _cursor = null;
            Settle(group);
        }
    }

    private void Settle(FifoGroup group)
    {
        if (!group.InLine && group.Ready)
        {
            group.InLine = true;
            _line.Enqueue(group);
        }
    }
}
