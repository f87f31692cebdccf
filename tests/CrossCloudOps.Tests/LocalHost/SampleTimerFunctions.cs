using System.Threading.Channels;
using Microsoft.Azure.Functions.Worker;

namespace CrossCloudOps.Tests.LocalHost;

/// <summary>Tells a test of each run, and lets the test decide what the run does.</summary>
internal sealed class TimerProbe
{
    private readonly Channel<ScheduleStatus?> _runs = Channel.CreateUnbounded<ScheduleStatus?>();

    public Func<CancellationToken, Task> Work { get; set; } = _ => Task.CompletedTask;

    public int Waiting => _runs.Reader.Count;

    public async Task RunAsync(TimerInfo timer, CancellationToken cancellationToken)
    {
        _runs.Writer.TryWrite(timer.ScheduleStatus);
        await Work(cancellationToken);
    }

    public async Task<ScheduleStatus> NextAsync() => (await _runs.Reader.ReadAsync())!;
}

internal sealed class EverySample(TimerProbe probe)
{
    [Function("Every")]
    public Task RunAsync([TimerTrigger("%SampleSchedule%")] TimerInfo timer, CancellationToken cancellationToken) =>
        probe.RunAsync(timer, cancellationToken);
}

internal sealed class DefaultedSample(TimerProbe probe)
{
    [Function("Defaulted")]
    public Task RunAsync([TimerTrigger("%DefaultedSchedule%")] TimerInfo timer, FunctionContext context) =>
        probe.RunAsync(timer, context.CancellationToken);
}

internal sealed class AtStartSample(TimerProbe probe)
{
    [Function("AtStart")]
    public Task RunAsync([TimerTrigger("0 0 3 * * *", RunOnStartup = true, UseMonitor = false)] TimerInfo timer) =>
        probe.RunAsync(timer, CancellationToken.None);
}

internal sealed class TwoSamples(TimerProbe probe)
{
    [Function("Fails")]
    public static void Fail([TimerTrigger("*/10 * * * * *")] TimerInfo timer) => throw new InvalidOperationException("not today");

    [Function("Works")]
    public Task RunAsync([TimerTrigger("*/20 * * * * *")] TimerInfo timer) => probe.RunAsync(timer, CancellationToken.None);
}
