namespace CrossCloudOps.Emulators.Sqs.Queues;

/// <summary>A message group: all its messages in order, received ones too.</summary>
internal sealed class FifoGroup(string id)
{
    public string Id { get; } = id;

    public MessageList Messages { get; } = new();

    /// <summary>Stands in the line of groups that have something to give.</summary>
    public bool InLine { get; set; }

    public bool Ready => Messages.First is { State: MessageState.Visible };
}

/// <summary>
/// Strict order within a group: it gives from its first message up to one that is in flight or delayed, and nothing behind that.
/// The group whose first message is the oldest goes first, and gives as many as are asked for.
/// <see href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html"/>
/// </summary>
internal sealed class FifoOrder : MessageOrder
{
    private readonly Dictionary<string, FifoGroup> _groups = new(StringComparer.Ordinal);
    private readonly PriorityQueue<FifoGroup, long> _line = new();
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
        Queue(group);
    }

    public override void Show(QueuedMessage message) => Queue(message.Group!);

    public override void Hide(QueuedMessage message)
    {
        // It stays in its place, where it holds back what follows.
    }

    public override void Remove(QueuedMessage message, MessageState before)
    {
        var group = message.Group!;
        group.Messages.Remove(message);
        if (group.Messages.First is null)
        {
            _groups.Remove(group.Id);
        }
        else if (group != _current)
        {
            Queue(group);
        }
    }

    public override QueuedMessage? Next()
    {
        while (true)
        {
            if (_cursor is { State: MessageState.Visible } message)
            {
                _cursor = message.Next;
                return message;
            }

            End();
            if (!_line.TryDequeue(out var group, out _))
            {
                return null;
            }

            group.InLine = false;
            if (group.Ready)
            {
                _current = group;
                _cursor = group.Messages.First;
            }
        }
    }

    public override void End()
    {
        var group = _current;
        _current = null;
        _cursor = null;
        if (group is not null)
        {
            Queue(group);
        }
    }

    private void Queue(FifoGroup group)
    {
        if (!group.InLine && group.Ready)
        {
            group.InLine = true;
            _line.Enqueue(group, group.Messages.First!.Number);
        }
    }
}
