namespace CrossCloudOps.Storage;

/// <summary>
/// Holds a lease through a work that takes long without asking for it in between. While it lives nobody else may ask the lease. Disposing it
/// throws what made a renewal fail.
/// </summary>
internal sealed class LeaseRenewal : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _over;
    private readonly Task _renewing;

    public LeaseRenewal(Lease lease, TimeProvider time, CancellationToken cancellationToken)
    {
        _over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _renewing = RenewAsync(lease, time);
    }

    /// <summary>Cancelled when somebody else may hold the lease.</summary>
    public CancellationToken WhileHeld => _over.Token;

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        try
        {
            await _renewing;
        }
        catch (OperationCanceledException)
        {
            // By the line above, or by the caller.
        }
        finally
        {
            _over.Dispose();
        }
    }

    private async Task RenewAsync(Lease lease, TimeProvider time)
    {
        try
        {
            while (await lease.StillHeldAsync(_over.Token))
            {
                await Task.Delay(Every, time, _over.Token);
            }
        }
        finally
        {
            await _over.CancelAsync();
        }
    }
}
