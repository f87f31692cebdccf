namespace CrossCloudOps.Webhooks.Forwarding;

/// <summary>A route's state as a run knows it: read anew every few seconds, and replaced by what the run itself writes.</summary>
internal sealed class BelievedState(WebhookRoute route, RouteState state, RouteBook book, TimeProvider time) : IDisposable
{
    /// <summary>As fast as a pause takes hold everywhere.</summary>
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim _look = new(1);
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RouteState _state = state;
    private long _since = time.GetTimestamp();

    public RouteState Value => _state;

    public bool IsOneAtATime => DeliveryPolicy.IsOneAtATime(_state, time.GetUtcNow());

    /// <summary>Ends when nothing more may be delivered.</summary>
    public Task Stopped => _stopped.Task;

    private bool IsStopped => _state.Circuit is not null || RouteGate.IsPaused(route, _state, time.GetUtcNow());

    private bool IsOld => time.GetElapsedTime(_since) >= Believed;

    public void Take(RouteState state)
    {
        (_state, _since) = (state, time.GetTimestamp());
        if (IsStopped)
        {
            _stopped.TrySetResult();
        }
    }

    public async Task<bool> MayDeliverAsync(CancellationToken cancellationToken)
    {
        if (IsOld)
        {
            await LookAsync(cancellationToken);
        }

        return !IsStopped;
    }

    public void Dispose() => _look.Dispose();

    /// <summary>One look for all who ask at the same time.</summary>
    private async Task LookAsync(CancellationToken cancellationToken)
    {
        await _look.WaitAsync(cancellationToken);
        try
        {
            var before = _state;

            // What was written meanwhile is newer than what is read.
            if (IsOld && await book.ReadAsync(route, cancellationToken) is var read && ReferenceEquals(before, _state))
            {
                Take(read);
            }
        }
        finally
        {
            _look.Release();
        }
    }
}
