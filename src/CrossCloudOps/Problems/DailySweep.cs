using CrossCloudOps.Storage;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.Problems;

/// <summary>Runs every sweep once a day, on one instance. The document <c>swept</c> says when, by the store's time.</summary>
internal sealed partial class DailySweep(IDocumentStore store, Leases leases, IEnumerable<ISweep> sweeps, TimeProvider time, ILogger<DailySweep> logger)
{
    private const string LeaseName = "sweep";
    private const string Document = "swept";

    private static readonly TimeSpan Every = TimeSpan.FromDays(1);

    /// <summary>How often an instance asks whether it is time.</summary>
    private static readonly TimeSpan AsksEvery = TimeSpan.FromMinutes(30);

    private DateTimeOffset _askAt;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() < _askAt)
        {
            return;
        }

        _askAt = time.GetUtcNow() + AsksEvery;
        if (!await IsDueAsync(cancellationToken))
        {
            return;
        }

        await using var lease = await leases.TryAcquireAsync(LeaseName, cancellationToken);
        if (lease is null || !await IsDueAsync(cancellationToken))
        {
            return;
        }

        foreach (var sweep in sweeps)
        {
            try
            {
                await sweep.SweepAsync(cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // One that fails must not keep the others from sweeping; it comes again tomorrow.
                Log.SweepFailed(logger, sweep.GetType().Name, e);
            }
        }

        await store.WriteAsync(Document, ReadOnlyMemory<byte>.Empty, cancellationToken);
    }

    private async Task<bool> IsDueAsync(CancellationToken cancellationToken) =>
        await store.ReadAsync(Document, cancellationToken) is not { } last || last.ReadAt - last.LastModified >= Every;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The sweep {Sweep} failed; it is tried again tomorrow")]
        public static partial void SweepFailed(ILogger logger, string sweep, Exception exception);
    }
}
