namespace CrossCloudOps.Emulators.Sqs.Queues;

/// <summary>Receiving, and waiting to receive.</summary>
internal sealed partial class SqsQueue
{
    private static readonly IReadOnlyList<ReceivedMessage> Nothing = [];

    private readonly LinkedList<LongPoll> _polls = new();
    private Move? _outbox;
    private ITimer? _timer;

    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _polls.Count;
            }
        }
    }

    public ValueTask<IReadOnlyList<ReceivedMessage>> ReceiveAsync(ReceiveTerms terms, CancellationToken cancellationToken)
    {
        LongPoll? poll = null;
        IReadOnlyList<ReceivedMessage> received;
        Move? moved;
        lock (_gate)
        {
            var now = Advance();
            if (!Fifo && _inFlight >= _account.InFlightLimit)
            {
                throw SqsErrors.OverLimit();
            }

            received = Repeat(terms, now) ?? Take(terms, now);
            var wait = terms.WaitSeconds ?? Settings.ReceiveMessageWaitTimeSeconds;
            if (received.Count == 0 && wait > 0)
            {
                poll = new LongPoll(terms, now + (wait * 1000L));
                _polls.AddLast(poll);
            }

            moved = Settle(now);
        }

        Deliver(moved);
        return poll is null ? new(received) : new(WaitAsync(poll, cancellationToken));
    }

    /// <summary>Ends every waiting receive: the queue is gone.</summary>
    public void Close()
    {
        lock (_gate)
        {
            foreach (var poll in _polls)
            {
                poll.TrySetException(SqsErrors.QueueDoesNotExist());
            }

            _polls.Clear();
            _timer?.Dispose();
            _timer = null;
        }
    }

    private async Task<IReadOnlyList<ReceivedMessage>> WaitAsync(LongPoll poll, CancellationToken cancellationToken)
    {
        await using var registration = cancellationToken.UnsafeRegister((_, token) => GiveUp(poll, token), null);
        return await poll.Task;
    }

    private void GiveUp(LongPoll poll, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _polls.Remove(poll);
            SetTimer(null);
        }

        poll.TrySetCanceled(cancellationToken);
    }

    /// <summary>A receive with a known attempt id gets the same messages again, hidden anew, if nothing happened to them.</summary>
    private IReadOnlyList<ReceivedMessage>? Repeat(ReceiveTerms terms, long now)
    {
        if (!Fifo || terms.AttemptId is not { } attempt || _attempts.Find(attempt, now) is not { } earlier)
        {
            return null;
        }

        Hide(earlier, terms, now);
        _attempts.Remember(attempt, earlier, now);
        return earlier;
    }

    private IReadOnlyList<ReceivedMessage> Take(ReceiveTerms terms, long now)
    {
        var room = Math.Min(terms.Most, _account.InFlightLimit - _inFlight);
        var redrive = Settings.RedrivePolicy;
        var target = redrive is null ? null : _account.FindByArn(redrive.DeadLetterTargetArn);
        List<ReceivedMessage>? received = null;
        while ((received?.Count ?? 0) < room && _order.Next() is { } message)
        {
            if (target is not null && message.ReceiveCount >= redrive!.MaxReceiveCount)
            {
                Forget(message);
                (_outbox ??= new Move(target, [])).Messages.Add(message);
            }
            else
            {
                (received ??= new List<ReceivedMessage>(room)).Add(Receive(message, terms, now));
            }
        }

        _order.End();
        if (received is null)
        {
            return Nothing;
        }

        Hide(received, terms, now);
        if (Fifo && terms.AttemptId is { } attempt)
        {
            _attempts.Remember(attempt, received, now);
        }

        return received;
    }

    private ReceivedMessage Receive(QueuedMessage message, ReceiveTerms terms, long now)
    {
        message.ReceiveCount++;
        message.Receive++;
        message.LastReceivedAt = now;
        if (message.FirstReceivedAt == 0)
        {
            message.FirstReceivedAt = now;
        }

        Become(message, MessageState.InFlight);
        _order.Hide(message);
        return new ReceivedMessage(message, new ReceiptHandle(_identity, message.Number, message.Receive).ToString(), terms);
    }

    private void Hide(IReadOnlyList<ReceivedMessage> messages, ReceiveTerms terms, long now)
    {
        var timeout = (terms.VisibilityTimeout ?? Settings.VisibilityTimeout) * 1000L;
        foreach (var received in messages)
        {
            if (timeout == 0)
            {
                Show(received.Message);
            }
            else
            {
                Wait(received.Message, now + timeout);
            }

            received.HiddenUntil = received.Message.DueAt;
        }
    }

    /// <summary>The last step of every operation: serves those who wait, sees to it that they are served in time.</summary>
    private Move? Settle(long now)
    {
        if (_polls.Count > 0)
        {
            Serve(now);
        }

        var moved = _outbox;
        _outbox = null;
        return moved;
    }

    private void Serve(long now)
    {
        while (_polls.First is { Value: var poll } && Take(poll.Terms, now) is { Count: > 0 } received)
        {
            _polls.RemoveFirst();
            poll.TrySetResult(received);
        }

        var next = _due.TryPeek(out var due) ? due : long.MaxValue;
        for (var node = _polls.First; node is not null;)
        {
            var (poll, following) = (node.Value, node.Next);
            if (poll.Until <= now)
            {
                _polls.Remove(node);
                poll.TrySetResult(Nothing);
            }
            else
            {
                next = Math.Min(next, poll.Until);
            }

            node = following;
        }

        SetTimer(next - now);
    }

    /// <summary>Runs while somebody waits, and only then.</summary>
    private void SetTimer(long? milliseconds)
    {
        if (_polls.Count == 0)
        {
            _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
        else if (milliseconds is { } due)
        {
            _timer ??= _account.Time.CreateTimer(_ => OnTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timer.Change(TimeSpan.FromMilliseconds(Math.Max(1, due)), Timeout.InfiniteTimeSpan);
        }
    }

    private void OnTimer()
    {
        Move? moved;
        lock (_gate)
        {
            moved = Settle(Advance());
        }

        Deliver(moved);
    }
}
