using CrossCloudOps.Storage;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.Webhooks.Spooling;

/// <summary>Drains every spool there is, each under its route's lease and also while the route is paused; what it cannot drain is a problem.</summary>
internal sealed partial class SpoolDrainer(
    IDocumentStore store, WebhookRoutes routes, SpoolDrain drain, SpoolCursors cursors, SpoolProblems problems, Leases leases, TimeProvider time, ILogger<SpoolDrainer> logger)
{
    private const int RoutesAtOnce = 8;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (routes.All.Count == 0)
        {
            return;
        }

        var began = time.GetTimestamp();
        await Parallel.ForEachAsync(
            await store.SpoolingRoutesAsync(cancellationToken), new ParallelOptions { MaxDegreeOfParallelism = RoutesAtOnce, CancellationToken = cancellationToken },
            async (key, token) => await TryDrainAsync(key, began, token));
    }

    private async Task TryDrainAsync(string key, long began, CancellationToken cancellationToken)
    {
        try
        {
            await DrainAsync(key, began, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // One spool that cannot be drained must not keep the others; the next run goes on at its cursor.
            Log.DrainFailed(logger, key, e);
        }
    }

    private async Task DrainAsync(string key, long began, CancellationToken cancellationToken)
    {
        await using var lease = await leases.TryAcquireAsync($"spool-{key}", cancellationToken);
        if (lease is null)
        {
            return;
        }

        var cursor = await cursors.ReadAsync(key, cancellationToken);
        if (routes.All.FirstOrDefault(r => r.Key == key) is not { } route)
        {
            await WaitAsync(key, null, cursor?.Value, SpoolEnding.Interrupted, cancellationToken);
            return;
        }

        var run = new SpoolRun(route, cursors, cursor, lease, time, began);
        var ending = await drain.RunAsync(run, cancellationToken);
        if (ending.IsDrained)
        {
            await problems.EndAsync(key, cancellationToken);
        }
        else
        {
            await WaitAsync(key, route, run.Cursor, ending, cancellationToken);
        }
    }

    private async Task WaitAsync(string key, WebhookRoute? route, SpoolCursor? cursor, SpoolEnding ending, CancellationToken cancellationToken)
    {
        var count = await SpoolCount.OfAsync(store, key, cursor, SpoolCount.MostBytes, cancellationToken);
        if (count.Count > 0)
        {
            Log.Waits(logger, count.Count, key, ending.Failure?.Code);
            await problems.WaitAsync(key, route, count, ending.Failure, cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The spool of {Route} could not be drained; the next run goes on with it")]
        public static partial void DrainFailed(ILogger logger, string route, Exception exception);

        [LoggerMessage(2, LogLevel.Warning, "{Count} webhooks of {Route} wait in the spool ({Code})")]
        public static partial void Waits(ILogger logger, int count, string route, string? code);
    }
}
