using CrossCloudOps.Slack;

namespace CrossCloudOps.DeadLetters.Lists;

/// <summary>The button "Show list": the first page, to the one who pressed.</summary>
internal sealed class ShowListAction(ListAnswer lists) : ISlackAction
{
    public const string Id = "dead-letters.show-list";

    public string ActionId => Id;

    public Task<SlackActionResult?> RunAsync(SlackJob job, SlackActionTime actionTime, CancellationToken cancellationToken) =>
        lists.ShowAsync(job, actionTime, cancellationToken);
}
