using CrossCloudOps.Slack;

namespace CrossCloudOps.Problems;

/// <summary>The button "Unmute".</summary>
internal sealed class UnmuteAction(ProblemActs acts) : ISlackAction
{
    public const string Id = "problems.unmute";

    public string ActionId => Id;

    public async Task<SlackActionResult?> RunAsync(SlackJob job, SlackActionTime actionTime, CancellationToken cancellationToken) =>
        await acts.ChangeAsync(job, "unmute", "unmuted", static problem => problem.Muted is null ? problem : problem with { Muted = null }, cancellationToken);
}
