using CrossCloudOps.DeadLetters;
using Microsoft.Azure.Functions.Worker;

namespace CrossCloudOps.Functions;

internal sealed class DeadLetterFunctions(DeadLetterCollector collector)
{
    [Function("CollectDeadLetters")]
    public Task Collect([TimerTrigger("%CollectSchedule%", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        collector.RunAsync(cancellationToken);
}
