using CrossCloudOps.Pages;
using CrossCloudOps.Webhooks.Spooling;

namespace CrossCloudOps.Webhooks.Forwarding;

/// <summary>
/// Delivers the webhooks of all routes. Each has its own beat: one that is busy does not keep the others from being looked at, so a run
/// goes on as long as any of them is, and ends itself after five minutes. What is spooled is drained beside it, as one more that may be busy.
/// </summary>
internal sealed class Forwarder(WebhookRoutes routes, RoutePump pump, SpoolDrainer drainer, RouteHistory history, TimeProvider time)
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var forwarded = routes.All.Where(static r => r.Target is not null).ToList();
        using var allIdle = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var busy = forwarded.Count + 1;
        await Task.WhenAll([TakeTurnAsync(() => drainer.RunAsync(cancellationToken)), .. forwarded.Select(RunRouteAsync), KeepMeanwhileAsync()]);
        await history.KeepAsync(cancellationToken);

        async Task RunRouteAsync(WebhookRoute route)
        {
            while (true)
            {
                await TakeTurnAsync(() => pump.RunAsync(route, IsTimeUp, cancellationToken));
                if (IsTimeUp() || !await WaitAsync(Beat, allIdle.Token))
                {
                    return;
                }

                Interlocked.Increment(ref busy);
            }
        }

        // A turn that fails ends too: nobody waits for it until the time is up.
        async Task TakeTurnAsync(Func<Task> turn)
        {
            try
            {
                await turn();
            }
            finally
            {
                if (Interlocked.Decrement(ref busy) == 0)
                {
                    await allIdle.CancelAsync();
                }
            }
        }

        async Task KeepMeanwhileAsync()
        {
            while (!IsTimeUp() && await WaitAsync(SeriesBook.KeepsEvery, allIdle.Token))
            {
                await history.KeepAsync(cancellationToken);
            }
        }

        bool IsTimeUp() => time.GetElapsedTime(start) >= LongestRun;
    }

    /// <summary>False if there is nothing to wait for.</summary>
    private async Task<bool> WaitAsync(TimeSpan length, CancellationToken allIdle)
    {
        try
        {
            await Task.Delay(length, time, allIdle);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
