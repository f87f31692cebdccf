namespace CrossCloudOps.Emulators.Sqs.Queues;

/// <summary>A list through the messages' own links: any of them leaves in one step.</summary>
internal sealed class MessageList
{
    public QueuedMessage? First { get; private set; }

    public QueuedMessage? Last { get; private set; }

    public void Append(QueuedMessage message)
    {
        message.Previous = Last;
        message.Next = null;
        if (Last is null)
        {
            First = message;
        }
        else
        {
            Last.Next = message;
        }

        Last = message;
    }

    public void Remove(QueuedMessage message)
    {
        if (message.Previous is null)
        {
            First = message.Next;
        }
        else
        {
            message.Previous.Next = message.Next;
        }

        if (message.Next is null)
        {
            Last = message.Previous;
        }
        else
        {
            message.Next.Previous = message.Previous;
        }

        message.Previous = message.Next = null;
    }
}
