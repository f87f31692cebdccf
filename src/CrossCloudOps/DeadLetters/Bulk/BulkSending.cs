using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.DeadLetters.Bulk;

/// <summary>
/// Sends what a job selected, chunk after chunk. A batch is in the log before it is sent and with its results after it; the states of
/// its entries follow while the next one is on its way.
/// </summary>
internal sealed partial class BulkSending(
    BulkBook book, BulkSender sender, BulkSettler settler, BulkTelling telling, DeadLetterArchive archive, DeadLetterQueues queues,
    IOptions<DeadLettersOptions> options, TimeProvider time, ILogger<BulkSending> logger)
{
    private readonly DeadLettersOptions _options = options.Value;

    /// <summary>Works on a job until it is through, must wait or is out of time. True if it may go on at once.</summary>
    public async Task<bool> RunAsync(BulkJob job, BulkSlice slice, CancellationToken cancellationToken)
    {
        var sending = new BulkBatchSending(sender, slice, job.Selection.IsInOrder, time);
        while (job.ChunksDone < job.Chunks)
        {
            var chunk = await book.ReadChunkAsync(job.Id, job.ChunksDone, cancellationToken);
            var log = await book.ReadLogAsync(job.Id, job.ChunksDone, cancellationToken);
            var run = new BulkChunkRun(job, chunk!, log, slice, new BulkReader(archive, queues, job.Id), sending, book, settler, telling, _options, time);
            var stop = await run.RunAsync(cancellationToken);
            job = await book.ChangeAsync(job.Id, run.Record, cancellationToken) ?? run.Job;
            switch (stop.Kind)
            {
                case BulkStopKind.ChunkDone:
                    continue;
                case BulkStopKind.CanarySent:
                    await telling.TellAsync(job, cancellationToken);
                    return true;
                case BulkStopKind.Later:
                    return false;
                default:
                    Log.Stopped(logger, job.Id, stop.Ending, stop.Reason);
                    return await telling.EndAsync(job, stop.Ending, stop.Reason, cancellationToken);
            }
        }

        return await telling.EndAsync(job, BulkEnding.Done, reason: null, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The bulk job {Job} stopped: {Ending} {Reason}")]
        public static partial void Stopped(ILogger logger, string job, BulkEnding ending, string? reason);
    }
}

internal enum BulkStopKind
{
    ChunkDone,
    CanarySent,

    /// <summary>Another run goes on.</summary>
    Later,

    Ended,
}

/// <summary>Why the work on a chunk stopped.</summary>
internal sealed record BulkStop(BulkStopKind Kind, BulkEnding Ending = BulkEnding.Done, string? Reason = null)
{
    public static BulkStop Later { get; } = new(BulkStopKind.Later);
}
