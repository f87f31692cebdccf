using CrossCloudOps.Storage;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.DeadLetters.Bulk;

/// <summary>
/// Runs bulk jobs in slices, each under its job's own lease. A slice ends when nothing is due; what is due later stands in the job, and
/// nobody waits for it.
/// </summary>
internal sealed partial class BulkRunner(
    BulkBook book, BulkSelector selector, BulkSending sending, BulkDiscarding discarding, BulkCanary canary, BulkTelling telling,
    Leases leases, TimeProvider time, ILogger<BulkRunner> logger)
{
    private const int JobsAtOnce = 4;

    public async Task RunAllAsync(CancellationToken cancellationToken)
    {
        var jobs = await book.ListAsync(cancellationToken);
        await Parallel.ForEachAsync(jobs, new ParallelOptions { MaxDegreeOfParallelism = JobsAtOnce, CancellationToken = cancellationToken }, TryRunAsync);
    }

    private async ValueTask TryRunAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(id, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // One job that cannot be done must not keep the others waiting; the next run takes it up where its log ends.
            Log.JobFailed(logger, id, e);
        }
    }

    private async Task RunAsync(string id, CancellationToken cancellationToken)
    {
        if (await book.ReadAsync(id, cancellationToken) is not { } job || !IsDue(job))
        {
            return;
        }

        await using var lease = await leases.TryAcquireAsync(id, cancellationToken);
        if (lease is null)
        {
            return;
        }

        var slice = new BulkSlice(lease, time);
        while (await slice.MayGoOnAsync(cancellationToken) && await book.ReadAsync(id, cancellationToken) is { } next && IsDue(next))
        {
            if (!await StepAsync(next, slice, cancellationToken))
            {
                return;
            }
        }
    }

    private bool IsDue(BulkJob job) =>
        job.StopBy is not null || (job.Phase == BulkPhase.AwaitingGo ? job.GoOnBy is not null : job.DueAt is null || job.DueAt <= time.GetUtcNow());

    /// <summary>True if the job may go on at once.</summary>
    private async Task<bool> StepAsync(BulkJob job, BulkSlice slice, CancellationToken cancellationToken)
    {
        switch (job.Phase)
        {
            case BulkPhase.Ended:
                await telling.FinishAsync(job, cancellationToken);
                return false;
            case BulkPhase.Canary or BulkPhase.Acting:
                // These look for a stop by themselves, after they made sure what was begun before.
                return job.Act == BulkAct.SendBack
                    ? await sending.RunAsync(job, slice, cancellationToken)
                    : await discarding.RunAsync(job, slice, cancellationToken);
            case var _ when job.StopBy is not null:
                return await telling.EndAsync(job, BulkEnding.Stopped, reason: null, cancellationToken);
            case BulkPhase.Selecting:
                return await SelectAsync(job, slice, cancellationToken);
            case BulkPhase.Watching:
                return await canary.LookAsync(job, cancellationToken);
            default:
                return await canary.GoOnAsync(job, cancellationToken);
        }
    }

    private async Task<bool> SelectAsync(BulkJob job, BulkSlice slice, CancellationToken cancellationToken)
    {
        if (await book.ReadEndedAsync(job.Id, cancellationToken) is not null)
        {
            // A repeated press that was late: the job has had its end.
            await book.EndAsync(job.Id, cancellationToken);
            return false;
        }

        if (await selector.SelectAsync(job, slice, cancellationToken) is not { } selected)
        {
            return false;
        }

        await telling.TellAsync(selected, cancellationToken);
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The bulk job {Job} failed; the next run goes on with it")]
        public static partial void JobFailed(ILogger logger, string job, Exception exception);
    }
}
