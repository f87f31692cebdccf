using CrossCloudOps.Slack;

namespace CrossCloudOps.Webhooks.Telling;

/// <summary>The button "Resume". Its value is the route's key.</summary>
internal sealed class ResumeAction(RouteActs acts) : ISlackAction
{
    public const string Id = "webhooks.resume";

    public string ActionId => Id;

    public async Task<SlackActionResult?> RunAsync(SlackJob job, SlackActionTime actionTime, CancellationToken cancellationToken) =>
        acts.Find(job.Value) is { } route ? await acts.ResumeAsync(job, route, cancellationToken) : new SlackActionResult(null, acts.NoSuchRoute(job.Value));
}
