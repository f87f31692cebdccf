using CrossCloudOps.DeadLetters.Bulk;
using CrossCloudOps.Slack;
using CrossCloudOps.Status;
using Microsoft.Azure.Functions.Worker;

namespace CrossCloudOps.Functions;

internal sealed class JobFunctions(FunctionRuns runs, SlackJobs presses, BulkRunner bulk)
{
    /// <summary>One function for both: Azure bills a second for each run of each, however little there is to do.</summary>
    [Function("RunJobs")]
    public Task Run([TimerTrigger("%RedriveSchedule%", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        runs.RunAsync("RunJobs", token => Task.WhenAll(presses.ResumeAllAsync(token), bulk.RunAllAsync(token)), cancellationToken);
}
