using CrossCloudOps.Slack;

namespace CrossCloudOps.Problems;

/// <summary>The button "I'm at it": no more reminders of this opening.</summary>
internal sealed class AcknowledgeAction(ProblemActs acts) : ISlackAction
{
    public const string Id = "problems.acknowledge";

    public string ActionId => Id;

    public async Task<SlackActionResult?> RunAsync(SlackJob job, SlackActionTime actionTime, CancellationToken cancellationToken) =>
        await acts.ChangeAsync(
            job, "acknowledge", "acknowledged",
            problem => problem is { State: ProblemState.Open, Acknowledged: null } ? problem with { Acknowledged = new ProblemMark(job.UserId, job.ReceivedAt) } : problem,
            cancellationToken);
}
