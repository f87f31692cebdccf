using CrossCloudOps.Problems;
using Microsoft.Azure.Functions.Worker;

namespace CrossCloudOps.Functions;

internal sealed class ProblemFunctions(Notifier notifier, DailySweep sweep)
{
    [Function("Notify")]
    public async Task Notify([TimerTrigger("%NotifySchedule%", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken)
    {
        await sweep.RunAsync(cancellationToken);
        await notifier.RunAsync(cancellationToken);
    }
}
