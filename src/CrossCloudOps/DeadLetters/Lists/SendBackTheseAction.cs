using CrossCloudOps.DeadLetters.Bulk;
using CrossCloudOps.Slack;

namespace CrossCloudOps.DeadLetters.Lists;

/// <summary>The button "Send back these" of a list, after its confirmation.</summary>
internal sealed class SendBackTheseAction(BulkStart start) : ISlackAction
{
    public const string Id = "dead-letters.send-back-these";

    public string ActionId => Id;

    public async Task<SlackActionResult?> RunAsync(SlackJob job, SlackActionTime actionTime, CancellationToken cancellationToken) =>
        ListMessage.Begun(await start.BeginAsync(job, BulkAct.SendBack, cancellationToken));
}
