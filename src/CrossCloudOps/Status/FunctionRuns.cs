using System.Collections.Concurrent;
using CrossCloudOps.Storage;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.Status;

/// <summary>
/// When each timer function last ended well, on whatever instance: the document <c>runs/&lt;function&gt;</c>, written after it.
/// </summary>
internal sealed partial class FunctionRuns(IDocumentStore store, EnabledFunctions functions, FunctionTelemetry telemetry, TimeProvider time, ILogger<FunctionRuns> logger)
{
    private const string Folder = "runs/";

    /// <summary>A write after each run would cost more than a dollar a month.</summary>
    public static readonly TimeSpan RecordsEvery = TimeSpan.FromMinutes(3);

    private readonly ConcurrentDictionary<string, long> _recorded = new();
    private readonly ConcurrentDictionary<string, GoodRun> _here = new();

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
    public async Task<T> RunAsync<T>(string function, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var result = await telemetry.RunAsync(function, work, cancellationToken);
        var run = _here[function] = new GoodRun(time.GetUtcNow(), time.GetElapsedTime(began));
        await RecordAsync(function, run.Took, cancellationToken);
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

    /// <summary>The last one in this process, of which the record may not tell yet.</summary>
    public GoodRun? LastHere(string function) => _here.GetValueOrDefault(function);

    /// <summary>How long the run took that was recorded last; null if none was, or it was by a version that did not keep it.</summary>
    public async Task<TimeSpan?> ReadDurationAsync(string function, CancellationToken cancellationToken)
    {
        try
        {
            return await store.ReadAsync(Folder + function, StatusJson.Default.FunctionRunRecord, cancellationToken) is { } run ? TimeSpan.FromSeconds(run.Value.Seconds) : null;
        }
        catch (UnreadableDocumentException)
        {
            return null;
        }
    }

    private async Task RecordAsync(string function, TimeSpan took, CancellationToken cancellationToken)
    {
        if (!IsDue(function) || cancellationToken.IsCancellationRequested)
        {
            return;
        }

        try
        {
            await store.WriteAsync(Folder + function, new FunctionRunRecord { Seconds = Math.Round(took.TotalSeconds, 3) }, StatusJson.Default.FunctionRunRecord, cancellationToken);
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

internal sealed record GoodRun(DateTimeOffset At, TimeSpan Took);

/// <summary>What is recorded of a run; when it was is the time of the document.</summary>
internal sealed record FunctionRunRecord : IVersionedDocument
{
    public static int CurrentSchema => 1;

    public int Schema { get; init; } = CurrentSchema;

    public double Seconds { get; init; }
}
