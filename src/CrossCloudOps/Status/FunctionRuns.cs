using System.Collections.Concurrent;
using CrossCloudOps.Storage;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.Status;

/// <summary>
/// When each timer function last ended well, on whatever instance: the empty document <c>runs/&lt;function&gt;</c>, written after it.
/// </summary>
internal sealed partial class FunctionRuns(IDocumentStore store, EnabledFunctions functions, FunctionTelemetry telemetry, TimeProvider time, ILogger<FunctionRuns> logger)
{
    private const string Folder = "runs/";

    /// <summary>A write after each run, every 15 seconds, would cost dollars a month.</summary>
    private static readonly TimeSpan RecordsEvery = TimeSpan.FromMinutes(3);

    private readonly ConcurrentDictionary<string, long> _recorded = new();

    /// <summary>Runs a function and records that it ended well. What it throws goes on, and nothing is recorded.</summary>
    public Task RunAsync(string function, Func<CancellationToken, Task> run, CancellationToken cancellationToken) =>
        RunAsync(
            function,
            async token =>
            {
                await run(token);
                return true;
            },
            cancellationToken);

    /// <summary>The same for one that has something to say of its run.</summary>
    public async Task<T> RunAsync<T>(string function, Func<CancellationToken, Task<T>> run, CancellationToken cancellationToken)
    {
        var result = await telemetry.RunAsync(function, run, cancellationToken);
        await RecordAsync(function, cancellationToken);
        return result;
    }

    /// <summary>How fresh every enabled function is.</summary>
    public async Task<IReadOnlyList<FunctionFreshness>> ReadAsync(CancellationToken cancellationToken)
    {
        var runs = await store.ListAsync(Folder, cancellationToken).ToDictionaryAsync(static run => run.Name[Folder.Length..], cancellationToken: cancellationToken);
        return
        [
            .. functions.All.Select(function => runs.TryGetValue(function.Name, out var run)
                ? FreshnessPolicy.Judge(function, run.LastModified, run.ListedAt)
                : FreshnessPolicy.Judge(function, lastGoodRun: null, time.GetUtcNow())),
        ];
    }

    private async Task RecordAsync(string function, CancellationToken cancellationToken)
    {
        if (!IsDue(function) || cancellationToken.IsCancellationRequested)
        {
            return;
        }

        try
        {
            await store.WriteAsync($"{Folder}{function}", ReadOnlyMemory<byte>.Empty, cancellationToken);
            _recorded[function] = time.GetTimestamp();
        }
        catch (Exception e) when (e is not OperationCanceledException || cancellationToken.IsCancellationRequested)
        {
            // The run itself ended well, and the next one tries again.
            Log.NotRecorded(logger, function, e);
        }
    }

    /// <summary>A function that is off does nothing, and nobody asks when it last did.</summary>
    private bool IsDue(string function) =>
        functions.All.Any(f => f.Name == function) && (!_recorded.TryGetValue(function, out var at) || time.GetElapsedTime(at) >= RecordsEvery);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "That {Function} ended well could not be recorded; its next run tries again")]
        public static partial void NotRecorded(ILogger logger, string function, Exception exception);
    }
}
