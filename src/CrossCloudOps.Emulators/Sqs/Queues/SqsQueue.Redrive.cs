namespace CrossCloudOps.Emulators.Sqs.Queues;

/// <summary>Messages that the redrive policy takes to another queue.</summary>
internal sealed record Move(SqsQueue Target, List<QueuedMessage> Messages);

internal sealed partial class SqsQueue
{
    /// <summary>Takes out visible messages for good, up to the first that has no destination.</summary>
    public List<(SqsQueue Destination, QueuedMessage Message)> TakeOut(int most, Func<QueuedMessage, SqsQueue?> destination)
    {
        var taken = new List<(SqsQueue Destination, QueuedMessage Message)>();
        lock (_gate)
        {
            Advance();
            while (taken.Count < most && _order.Next() is { } message && destination(message) is { } queue)
            {
                Forget(message);
                taken.Add((queue, message));
            }

            _order.End();
        }

        return taken;
    }

    private void Deliver(Move? moved) => moved?.Target.MoveIn(moved.Messages, Arn);

    /// <summary>
    /// Takes over messages from another queue. Message id and receive count stay. On a standard queue the age counts on; a FIFO queue
    /// starts it anew, and "the original message's deduplication ID will be replaced with the original message's ID".
    /// <see href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html"/>
    /// </summary>
    private void MoveIn(List<QueuedMessage> messages, string sourceArn)
    {
        Move? moved;
        lock (_gate)
        {
            var now = Advance();
            foreach (var message in messages)
            {
                MoveIn(message, sourceArn, now);
            }

            // Two queues that name each other would pass a message to and fro here without end; the next receive passes it on.
            var passesOn = Settings.RedrivePolicy is { } policy && messages.TrueForAll(message => message.ReceiveCount >= policy.MaxReceiveCount);
            moved = passesOn ? null : Settle(now);
        }

        Deliver(moved);
    }

    private void MoveIn(QueuedMessage message, string sourceArn, long now)
    {
        var id = message.Content.MessageId;
        var key = DeduplicationKey(message.Content, id);
        if (Fifo && _window.TryFind(key, now, out _))
        {
            return;
        }

        var arrived = new QueuedMessage(message.Content, ++_lastNumber, Fifo ? now : message.SentAt)
        {
            DeduplicationId = Fifo ? id : message.DeduplicationId,
            Sequence = Fifo ? ++_lastSequence : 0,
            SourceArn = sourceArn,
            ReceiveCount = message.ReceiveCount,
            FirstReceivedAt = message.FirstReceivedAt,
        };
        Add(arrived, now, 0);
        if (Fifo)
        {
            _window.Remember(key, new SentMessage(id, arrived.Sequence), now);
        }
    }
}
