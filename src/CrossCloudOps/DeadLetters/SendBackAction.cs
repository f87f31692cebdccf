using CrossCloudOps.Slack;

namespace CrossCloudOps.DeadLetters;

/// <summary>The button "Send back".</summary>
internal sealed class SendBackAction(DeadLetterSendBack sendBack) : ISlackAction
{
    public const string Id = "dead-letters.send-back";

    public string ActionId => Id;

    public async Task<SlackActionResult?> RunAsync(SlackJob job, SlackActionTime actionTime, CancellationToken cancellationToken) =>
        DeadLetterButton.Parse(job.Value) is { } button
            ? await sendBack.RunAsync(job, new SendBackOrder(button), actionTime, cancellationToken)
            : DeadLetterActs.NotInArchive;
}
