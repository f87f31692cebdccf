using CrossCloudOps.DeadLetters;
using CrossCloudOps.DeadLetters.Bulk;
using Microsoft.Azure.Functions.Worker;

namespace CrossCloudOps.Functions;

internal sealed class DeadLetterFunctions(DeadLetterCollector collector, BulkRunner bulk)
{
    [Function("CollectDeadLetters")]
    public Task Collect([TimerTrigger("%CollectSchedule%", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        collector.RunAsync(cancellationToken);

    [Function("RunBulkJobs")]
    public Task RunBulkJobs([TimerTrigger("%RedriveSchedule%", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        bulk.RunAllAsync(cancellationToken);
}
