using CrossCloudOps.Slack;

namespace CrossCloudOps.DeadLetters;

/// <summary>The button "Discard", after its confirmation: the dead letter stays in the archive but waits for nobody any more.</summary>
internal sealed class DiscardAction(DeadLetterArchive archive, DeadLetterActs acts, DeadLetterMessage words, TimeProvider time) : ISlackAction
{
    public const string Id = "dead-letters.discard";

    public string ActionId => Id;

    public async Task<SlackActionResult?> RunAsync(SlackJob job, SlackActionTime actionTime, CancellationToken cancellationToken)
    {
        if (DeadLetterButton.Parse(job.Value) is not { } button || await archive.ReadAsync(button.Id, cancellationToken) is not { } letter)
        {
            return DeadLetterActs.NotInArchive;
        }

        var stored = await archive.ReadStateAsync(button.Id, cancellationToken);
        if (stored is not null && (DeadLetterPolicy.IsSettled(stored.Value) || stored.Value.Status == DeadLetterStatus.Sending) && stored.Value.JobId != job.Id)
        {
            return await acts.PresentAsync(job, button.Id, stored.Value, cancellationToken);
        }

        var discarded = new DeadLetterState
        {
            Status = DeadLetterStatus.Discarded,
            Attempt = stored?.Value.Attempt ?? 0,
            JobId = job.Id,
            UserId = job.UserId,
            At = time.GetUtcNow(),
        };
        if (stored?.Value.Status != DeadLetterStatus.Discarded && await archive.WriteStateAsync(button.Id, stored?.ETag, discarded, cancellationToken) is null)
        {
            return await acts.PresentAsync(job, button.Id, (await archive.ReadStateAsync(button.Id, cancellationToken))?.Value, cancellationToken);
        }

        await archive.CloseAsync(button.Id, cancellationToken);
        return await acts.RecordAsync(job, button.Id, "discard", "discarded", words.Discarded(letter), cancellationToken);
    }
}
