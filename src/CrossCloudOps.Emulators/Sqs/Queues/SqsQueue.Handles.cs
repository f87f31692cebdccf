namespace CrossCloudOps.Emulators.Sqs.Queues;

/// <summary>What a receipt handle allows.</summary>
internal sealed partial class SqsQueue
{
    private const long LongestVisibility = 12 * 60 * 60 * 1000;

    public void Delete(string receiptHandle)
    {
        Move? moved;
        lock (_gate)
        {
            var now = Advance();
            if (Resolve(receiptHandle, out var handle) is not { } message)
            {
                return;
            }

            if (message.Receive == handle.Receive && (!Fifo || message.State == MessageState.InFlight))
            {
                Forget(message);
            }
            else if (Fifo)
            {
                throw SqsErrors.ReceiptHandleExpired(receiptHandle);
            }

            moved = Settle(now);
        }

        Deliver(moved);
    }

    public void ChangeVisibility(string receiptHandle, int seconds)
    {
        Move? moved;
        lock (_gate)
        {
            var now = Advance();
            var message = Resolve(receiptHandle, out var handle);
            if (message is null || message.Receive != handle.Receive)
            {
                throw SqsErrors.MessageNotAvailable(receiptHandle);
            }

            if (Fifo && message.State != MessageState.InFlight)
            {
                throw SqsErrors.ReceiptHandleExpired(receiptHandle);
            }

            var due = now + (seconds * 1000L);
            if (due > message.LastReceivedAt + LongestVisibility)
            {
                throw SqsErrors.InvalidParameter("VisibilityTimeout", seconds,
                    "Total VisibilityTimeout for the message is beyond the limit [43200 seconds]");
            }

            ChangeVisibility(message, seconds, due);
            moved = Settle(now);
        }

        Deliver(moved);
    }

    /// <summary>On a standard queue the last receipt handle still counts when the message is visible again, as long as nobody took it.</summary>
    private void ChangeVisibility(QueuedMessage message, int seconds, long due)
    {
        if (seconds > 0)
        {
            if (message.State == MessageState.Visible)
            {
                Become(message, MessageState.InFlight);
                _order.Hide(message);
            }

            Wait(message, due);
        }
        else if (message.State == MessageState.InFlight)
        {
            Show(message);
        }
    }

    private QueuedMessage? Resolve(string receiptHandle, out ReceiptHandle handle)
    {
        if (ReceiptHandle.Parse(receiptHandle) is not { } parsed || parsed.Queue != _identity)
        {
            throw SqsErrors.ReceiptHandleIsInvalid(receiptHandle);
        }

        handle = parsed;
        return _messages.GetValueOrDefault(parsed.Message);
    }
}
