using CrossCloudOps.DeadLetters;
using CrossCloudOps.Status;
using Microsoft.Azure.Functions.Worker;

namespace CrossCloudOps.Functions;

internal sealed class DeadLetterFunctions(FunctionRuns runs, DeadLetterCollector collector)
{
    [Function("CollectDeadLetters")]
    public Task Collect([TimerTrigger("%CollectSchedule%", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        runs.RunAsync("CollectDeadLetters", collector.RunAsync, cancellationToken);
}
