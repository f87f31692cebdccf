using CrossCloudOps.Slack;

namespace CrossCloudOps.DeadLetters.Bulk;

/// <summary>The button "Send back all", after its confirmation.</summary>
internal sealed class SendBackAllAction(BulkStart start) : ISlackAction
{
    public const string Id = "dead-letters.send-back-all";

    public string ActionId => Id;

    public Task<SlackActionResult?> RunAsync(SlackJob job, SlackActionTime actionTime, CancellationToken cancellationToken) =>
        start.BeginAsync(job, BulkAct.SendBack, cancellationToken);
}
