using CrossCloudOps.Slack;

namespace CrossCloudOps.DeadLetters.Lists;

/// <summary>The button "Newer" of a list. It has an id of its own because it stands in one row with "Older".</summary>
internal sealed class NewerPageAction(ListAnswer lists) : ISlackAction
{
    public const string Id = "dead-letters.list-newer";

    public string ActionId => Id;

    public Task<SlackActionResult?> RunAsync(SlackJob job, SlackActionTime actionTime, CancellationToken cancellationToken) =>
        lists.TurnAsync(job, actionTime, cancellationToken);
}
