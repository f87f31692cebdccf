using CrossCloudOps.DeadLetters.Bulk;
using CrossCloudOps.Problems;
using CrossCloudOps.Slack;
using CrossCloudOps.Status;
using Microsoft.Azure.Functions.Worker;

namespace CrossCloudOps.Functions;

internal sealed class JobFunctions(FunctionRuns runs, TellAtOnce tell, SlackJobs presses, BulkRunner bulk)
{
    /// <summary>One function for both: Azure bills a second for each run of each, however little there is to do.</summary>
    [Function("RunJobs")]
    public Task Run([TimerTrigger("%RedriveSchedule%", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        runs.RunAsync("RunJobs", token => tell.RunAsync(RunAsync, token), cancellationToken);

    private Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(presses.ResumeAllAsync(cancellationToken), bulk.RunAllAsync(cancellationToken));
}
