using CrossCloudOps.Slack;

namespace CrossCloudOps.Webhooks.Telling;

/// <summary>The button "Pause": nothing is delivered until somebody resumes it. Its value is the route's key.</summary>
internal sealed class PauseAction(RouteActs acts) : ISlackAction
{
    public const string Id = "webhooks.pause";

    public string ActionId => Id;

    public async Task<SlackActionResult?> RunAsync(SlackJob job, SlackActionTime actionTime, CancellationToken cancellationToken) =>
        acts.Find(job.Value) is { } route ? await acts.PauseAsync(job, route, length: null, cancellationToken) : new SlackActionResult(null, acts.NoSuchRoute(job.Value));
}
