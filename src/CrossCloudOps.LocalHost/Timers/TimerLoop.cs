using CrossCloudOps.LocalHost.Invocation;
using CrossCloudOps.Status;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.LocalHost.Timers;

/// <summary>One timer function, one run after the other. Ticks that pass during a run, or while the machine sleeps, are skipped.</summary>
internal sealed partial class TimerLoop(
    FunctionMethod function, TimerSchedule schedule, IServiceScopeFactory scopes, TimeProvider time, ILogger logger)
{
    // A timer of the system takes at most 49 days.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly IReadOnlyDictionary<string, object?> _noRoute = new Dictionary<string, object?>();
    private DateTimeOffset? _last;

    public string Name => function.Name;

    public async Task RunAsync(CancellationToken stopping)
    {
        Log.Scheduled(logger, function.Name, schedule.Text);
        var now = time.GetUtcNow();
        var due = function.Timer!.RunOnStartup ? now : schedule.Next(now, now);
        try
        {
            while (true)
            {
                await WaitAsync(due, stopping);
                await InvokeAsync(due, stopping);
                _last = due;
                due = schedule.Next(due, time.GetUtcNow());
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            Log.Stopped(logger, function.Name);
        }
    }

    private async Task WaitAsync(DateTimeOffset due, CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();

        // A delay may end a little before its time, and a tick must not run twice.
        while (due - time.GetUtcNow() is { Ticks: > 0 } left)
        {
            var milliseconds = Math.Ceiling(Math.Min(left.TotalMilliseconds, LongestWait.TotalMilliseconds));
            await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), time, stopping);
        }
    }

    private async Task InvokeAsync(DateTimeOffset due, CancellationToken stopping)
    {
        try
        {
            await using var run = new FunctionRun(function, scopes, _noRoute, stopping);
            await run.InvokeAsync(new TimerInfo { ScheduleStatus = Status(due) });
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // The edge of the host: one failed run must not end the timer.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.Failed(logger, exception, function.Name);
        }
    }

    /// <summary>As the Functions host fills it: what its monitor noted after the last run, so that Next is the run that begins now.</summary>
    private ScheduleStatus? Status(DateTimeOffset due) => function.Timer!.UseMonitor
        ? new ScheduleStatus { Last = _last?.UtcDateTime ?? default, LastUpdated = _last?.UtcDateTime ?? default, Next = due.UtcDateTime }
        : null;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Function}: timer {Schedule}")]
        public static partial void Scheduled(ILogger logger, string function, string schedule);

        [LoggerMessage(2, LogLevel.Error, "{Function} failed; its next tick comes")]
        public static partial void Failed(ILogger logger, Exception exception, string function);

        [LoggerMessage(3, LogLevel.Debug, "{Function} stopped")]
        public static partial void Stopped(ILogger logger, string function);
    }
}
