using CrossCloudOps.Slack;

namespace CrossCloudOps.DeadLetters;

/// <summary>The button "Send back again" on a dead letter that was dealt with, after its confirmation.</summary>
internal sealed class SendAgainAction(DeadLetterSendBack sendBack) : ISlackAction
{
    public const string Id = "dead-letters.send-again";

    public string ActionId => Id;

    public async Task<SlackActionResult?> RunAsync(SlackJob job, SlackActionTime actionTime, CancellationToken cancellationToken) =>
        DeadLetterButton.Parse(job.Value) is { } button
            ? await sendBack.RunAsync(job, new SendBackOrder(button) { Again = true }, actionTime, cancellationToken)
            : DeadLetterActs.NotInArchive;
}
