using CrossCloudOps.DeadLetters;
using CrossCloudOps.Problems;
using CrossCloudOps.Status;
using Microsoft.Azure.Functions.Worker;

namespace CrossCloudOps.Functions;

internal sealed class DeadLetterFunctions(FunctionRuns runs, TellAtOnce tell, DeadLetterCollector collector)
{
    [Function("CollectDeadLetters")]
    public Task Collect([TimerTrigger("%CollectSchedule%", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        runs.RunAsync("CollectDeadLetters", token => tell.RunAsync(collector.RunAsync, token), cancellationToken);
}
