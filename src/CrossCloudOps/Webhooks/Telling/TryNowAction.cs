using CrossCloudOps.Slack;

namespace CrossCloudOps.Webhooks.Telling;

/// <summary>The button "Try now": the target is tried without waiting for its turn. Its value is the route's key.</summary>
internal sealed class TryNowAction(RouteActs acts) : ISlackAction
{
    public const string Id = "webhooks.try-now";

    public string ActionId => Id;

    public async Task<SlackActionResult?> RunAsync(SlackJob job, SlackActionTime actionTime, CancellationToken cancellationToken) =>
        acts.Find(job.Value) is { } route ? await acts.TryNowAsync(job, route, cancellationToken) : new SlackActionResult(null, acts.NoSuchRoute(job.Value));
}
