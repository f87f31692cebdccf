using CrossCloudOps.DeadLetters.Bulk;
using CrossCloudOps.Slack;
using CrossCloudOps.Storage;

namespace CrossCloudOps.DeadLetters;

/// <summary>The button "Discard", after its confirmation: the dead letter stays in the archive but waits for nobody any more.</summary>
internal sealed class DiscardAction(DeadLetterArchive archive, DeadLetterReader reader, DeadLetterActs acts, BulkClaims claims, DeadLetterMessage words, TimeProvider time) : ISlackAction
{
    public const string Id = "dead-letters.discard";

    public string ActionId => Id;

    public async Task<SlackActionResult?> RunAsync(SlackJob job, SlackActionTime actionTime, CancellationToken cancellationToken)
    {
        if (DeadLetterButton.Parse(job.Value) is not { } button || await reader.ReadAsync(button.Id, cancellationToken) is not { Letter: var letter })
        {
            return DeadLetterActs.NotInArchive;
        }

        var stored = await archive.ReadStateAsync(button.Id, cancellationToken);
        if (stored is not null && (DeadLetterPolicy.IsSettled(stored.Value) || stored.Value.Status == DeadLetterStatus.Sending) && stored.Value.JobId != job.Id)
        {
            return await acts.PresentAsync(job, button.Id, stored.Value, cancellationToken);
        }

        return await WriteAsync(job, button.Id, stored, cancellationToken) is { } answer
            ? answer
            : await FinishAsync(job, button.Id, letter, cancellationToken);
    }

    /// <summary>Null once it is discarded; else what there is to say instead.</summary>
    private async Task<SlackActionResult?> WriteAsync(SlackJob job, DeadLetterId id, Stored<DeadLetterState>? stored, CancellationToken cancellationToken)
    {
        if (stored?.Value.Status == DeadLetterStatus.Discarded && await archive.TakeOutClosedAsync(id, cancellationToken))
        {
            return null;
        }

        if (await claims.HolderAsync(id.QueueKey, id.Fingerprint, cancellationToken) is { } bulk)
        {
            // Also when this very job wrote its state before it died: the bulk job may have read the one before.
            if (stored is { Value: { Status: DeadLetterStatus.Discarded } mine })
            {
                await archive.WriteStateAsync(id, stored.ETag, mine.Withdrawn(), CancellationToken.None);
            }

            return await acts.PresentAsync(job, id, BulkMessage.PartOf(bulk), cancellationToken);
        }

        if (stored?.Value.Status == DeadLetterStatus.Discarded)
        {
            return null;
        }

        var discarded = new DeadLetterState
        {
            Status = DeadLetterStatus.Discarded,
            Attempt = stored?.Value.Attempt ?? 0,
            JobId = job.Id,
            UserId = job.UserId,
            At = time.GetUtcNow(),
            Before = DeadLetterState.KeptBy(stored?.Value),
        };
        if (await archive.WriteStateAsync(id, stored?.ETag, discarded, cancellationToken) is not { } etag)
        {
            return await acts.PresentAsync(job, id, (await archive.ReadStateAsync(id, cancellationToken))?.Value, cancellationToken);
        }

        if (await claims.HolderAsync(id.QueueKey, id.Fingerprint, cancellationToken) is { } appeared)
        {
            await archive.WriteStateAsync(id, etag, discarded.Withdrawn(), CancellationToken.None);
            return await acts.PresentAsync(job, id, BulkMessage.PartOf(appeared), cancellationToken);
        }

        // A job that has come to its end since then has no claim any more, but has written what it did.
        return await archive.IsUnchangedAsync(id, etag, cancellationToken)
            ? null
            : await acts.PresentAsync(job, id, (await archive.ReadStateAsync(id, cancellationToken))?.Value, cancellationToken);
    }

    private async Task<SlackActionResult?> FinishAsync(SlackJob job, DeadLetterId id, DeadLetter letter, CancellationToken cancellationToken)
    {
        await archive.CloseAsync(id, cancellationToken);
        return await acts.RecordAsync(job, id, "discard", "discarded", words.Discarded(letter), cancellationToken);
    }
}
