namespace CrossCloudOps.Emulators.Sqs.Queues;

/// <summary>
/// Which message comes next. The queue sets <see cref="QueuedMessage.State"/> first, then tells the order. One receive is
/// <see cref="Next"/> until enough or null, each followed by <see cref="Hide"/> or <see cref="Remove"/>, then <see cref="End"/>.
/// </summary>
internal abstract class MessageOrder
{
    /// <summary>A message has come into the queue, visible or delayed.</summary>
    public abstract void Add(QueuedMessage message);

    /// <summary>A delayed or received message is visible (again).</summary>
    public abstract void Show(QueuedMessage message);

    /// <summary>A visible message was received.</summary>
    public abstract void Hide(QueuedMessage message);

    /// <summary>A message has left the queue.</summary>
    public abstract void Remove(QueuedMessage message, MessageState before);

    public abstract QueuedMessage? Next();

    public virtual void End()
    {
    }
}
