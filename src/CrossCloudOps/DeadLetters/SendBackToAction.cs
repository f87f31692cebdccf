using CrossCloudOps.Slack;

namespace CrossCloudOps.DeadLetters;

/// <summary>The list "Send back to…", where nothing tells which queue a dead letter came from. Its value is the queue's URL; which dead letter, its block says.</summary>
internal sealed class SendBackToAction(DeadLetterSendBack sendBack, DeadLetterReader reader) : ISlackAction
{
    public const string Id = "dead-letters.send-back-to";

    public string ActionId => Id;

    public async Task<SlackActionResult?> RunAsync(SlackJob job, SlackActionTime actionTime, CancellationToken cancellationToken)
    {
        // Only what the card offered: a button's value is signed, but the settings may have changed since.
        if (DeadLetterButton.Parse(job.BlockId ?? "") is not { } button || await reader.ReadAsync(button.Id, cancellationToken) is not { } one)
        {
            return DeadLetterActs.NotInArchive;
        }

        // The answers to the click read the dead letter from the job's value.
        var itself = job with { Value = job.BlockId! };
        return one.Target is not null || one.Candidates.Contains(job.Value)
            ? await sendBack.RunAsync(itself, new SendBackOrder(button) { Target = job.Value }, actionTime, cancellationToken)
            : new SlackActionResult(null, "This queue is not among those that it could have come from any more.");
    }
}
