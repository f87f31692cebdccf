using CrossCloudOps.Problems;
using CrossCloudOps.Status;
using Microsoft.Azure.Functions.Worker;

namespace CrossCloudOps.Functions;

internal sealed class ProblemFunctions(FunctionRuns runs, DailySweep sweep, Notifier notifier, OwnHeartbeat heartbeat)
{
    [Function("Notify")]
    public async Task Notify([TimerTrigger("%NotifySchedule%", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken)
    {
        var told = await runs.RunAsync("Notify", TellAsync, cancellationToken);
        await heartbeat.BeatAsync(told, cancellationToken);
    }

    private async Task<NotifierRun> TellAsync(CancellationToken cancellationToken)
    {
        await sweep.RunAsync(cancellationToken);
        return await notifier.RunAsync(cancellationToken);
    }
}
