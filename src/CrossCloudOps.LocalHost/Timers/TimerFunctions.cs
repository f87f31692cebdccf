using CrossCloudOps.LocalHost.Invocation;
using CrossCloudOps.Status;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.LocalHost.Timers;

/// <summary>All timer functions, from the moment the app has started until it begins to stop.</summary>
internal sealed partial class TimerFunctions(
    IReadOnlyList<(FunctionMethod Function, TimerSchedule Schedule)> timers,
    IServiceScopeFactory scopes,
    TimeProvider time,
    ILogger<TimerFunctions> logger) : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private IReadOnlyList<(string Name, Task Loop)> _running = [];

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _running = [.. timers
            .Select(t => new TimerLoop(t.Function, t.Schedule, scopes, time, logger))
            .Select(loop => (loop.Name, Task.Run(() => loop.RunAsync(_stopping.Token), CancellationToken.None)))];
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => _stopping.CancelAsync();

    /// <summary>Waits for running functions, which have seen their token, as long as the host's shutdown time lets it.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(_running.Select(r => r.Loop)).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var (name, _) in _running.Where(r => !r.Loop.IsCompleted))
        {
            Log.LeftRunning(logger, name);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _stopping.Dispose();

    private static partial class Log
    {
        // One category with TimerLoop, so the numbers go on from there.
        [LoggerMessage(4, LogLevel.Warning, "{Function} did not stop in time and is left behind")]
        public static partial void LeftRunning(ILogger logger, string function);
    }
}
