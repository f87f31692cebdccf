using CrossCloudOps.Problems;
using Microsoft.Azure.Functions.Worker;

namespace CrossCloudOps.Functions;

internal sealed class ProblemFunctions(Notifier notifier)
{
    [Function("Notify")]
    public Task Notify([TimerTrigger("%NotifySchedule%", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        notifier.RunAsync(cancellationToken);
}
