using CrossCloudOps.Slack;

namespace CrossCloudOps.DeadLetters.Lists;

/// <summary>The buttons "Older", "Newest" and "Oldest" of a list, which edit it in place.</summary>
internal sealed class TurnPageAction(ListAnswer lists) : ISlackAction
{
    public const string Id = "dead-letters.list";

    public string ActionId => Id;

    public Task<SlackActionResult?> RunAsync(SlackJob job, SlackActionTime actionTime, CancellationToken cancellationToken) =>
        lists.TurnAsync(job, actionTime, cancellationToken);
}
