namespace CrossCloudOps.Emulators.Sqs.Queues;

/// <summary>First visible, first received. AWS promises less: "best-effort ordering".</summary>
internal sealed class StandardOrder : MessageOrder
{
    private readonly MessageList _visible = new();

    public override void Add(QueuedMessage message)
    {
        if (message.State == MessageState.Visible)
        {
            _visible.Append(message);
        }
    }

    public override void Show(QueuedMessage message) => _visible.Append(message);

    public override void Hide(QueuedMessage message) => _visible.Remove(message);

    public override void Remove(QueuedMessage message, MessageState before)
    {
        if (before == MessageState.Visible)
        {
            _visible.Remove(message);
        }
    }

    public override QueuedMessage? Next() => _visible.First;
}
