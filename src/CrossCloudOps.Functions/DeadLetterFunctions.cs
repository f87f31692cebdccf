using CrossCloudOps.DeadLetters;
using CrossCloudOps.DeadLetters.Bulk;
using CrossCloudOps.Status;
using Microsoft.Azure.Functions.Worker;

namespace CrossCloudOps.Functions;

internal sealed class DeadLetterFunctions(FunctionRuns runs, DeadLetterCollector collector, BulkRunner bulk)
{
    [Function("CollectDeadLetters")]
    public Task Collect([TimerTrigger("%CollectSchedule%", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        runs.RunAsync("CollectDeadLetters", collector.RunAsync, cancellationToken);

    [Function("RunBulkJobs")]
    public Task RunBulkJobs([TimerTrigger("%RedriveSchedule%", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        runs.RunAsync("RunBulkJobs", bulk.RunAllAsync, cancellationToken);
}
