using CrossCloudOps.Slack;

namespace CrossCloudOps.DeadLetters.Bulk;

/// <summary>The button "Discard all", after its confirmation.</summary>
internal sealed class DiscardAllAction(BulkStart start) : ISlackAction
{
    public const string Id = "dead-letters.discard-all";

    public string ActionId => Id;

    public Task<SlackActionResult?> RunAsync(SlackJob job, SlackActionTime actionTime, CancellationToken cancellationToken) =>
        start.BeginAsync(job, BulkAct.Discard, cancellationToken);
}
