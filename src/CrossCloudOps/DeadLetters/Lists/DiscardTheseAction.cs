using CrossCloudOps.DeadLetters.Bulk;
using CrossCloudOps.Slack;

namespace CrossCloudOps.DeadLetters.Lists;

/// <summary>The button "Discard these" of a list, after its confirmation.</summary>
internal sealed class DiscardTheseAction(BulkStart start) : ISlackAction
{
    public const string Id = "dead-letters.discard-these";

    public string ActionId => Id;

    public async Task<SlackActionResult?> RunAsync(SlackJob job, SlackActionTime actionTime, CancellationToken cancellationToken) =>
        ListMessage.Begun(await start.BeginAsync(job, BulkAct.Discard, cancellationToken));
}
