using CrossCloudOps.DeadLetters.Bulk;
using CrossCloudOps.Slack;
using CrossCloudOps.Storage;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.DeadLetters;

/// <summary>
/// The button "Send back": open → sending → sent, each arrow a conditional write, so that two clicks, two people or a run that was
/// repeated after a crash make one send.
/// </summary>
internal sealed partial class SendBackAction(
    DeadLetterArchive archive, DeadLetterQueues queues, DeadLetterSender sender, DeadLetterActs acts, BulkClaims claims, TimeProvider time,
    ILogger<SendBackAction> logger) : ISlackAction
{
    public const string Id = "dead-letters.send-back";

    public string ActionId => Id;

    public async Task<SlackActionResult?> RunAsync(SlackJob job, SlackActionTime actionTime, CancellationToken cancellationToken)
    {
        if (DeadLetterButton.Parse(job.Value) is not { } button || await archive.ReadAsync(button.Id, cancellationToken) is not { } letter)
        {
            return DeadLetterActs.NotInArchive;
        }

        var stored = await archive.ReadStateAsync(button.Id, cancellationToken);
        switch (DeadLetterPolicy.SendBack(stored?.Value, job.Id, button.Attempt, time.GetUtcNow()))
        {
            case SendBackStep.Begin when !actionTime.MayBegin:
            case SendBackStep.Wait when stored!.Value.JobId == job.Id:
                return null;
            case SendBackStep.Begin:
                return await BeginAsync(job, button.Id, letter, stored, cancellationToken);
            case SendBackStep.Complete when stored!.Value.JobId == job.Id:
                return await SendAsync(job, button.Id, letter, stored.Value, stored.ETag, isRepeated: true, cancellationToken);
            case SendBackStep.GiveUp when stored!.Value.JobId == job.Id:
                return await GiveUpAsync(job, button.Id, stored.Value, stored.ETag, cancellationToken);
            case SendBackStep.Finish:
                return await FinishAsync(job, button.Id, letter, stored!.Value, cancellationToken);
            default:
                return await acts.PresentAsync(button.Id, stored?.Value, cancellationToken);
        }
    }

    private async Task<SlackActionResult?> BeginAsync(
        SlackJob job, DeadLetterId id, DeadLetter letter, Stored<DeadLetterState>? stored, CancellationToken cancellationToken)
    {
        if (queues.TargetOf(letter) is not { } target)
        {
            return await acts.PresentAsync(id, "It is not known which queue this came from. Set `SendBackTo` of its dead-letter queue, then press again.", cancellationToken);
        }

        if (await claims.HolderAsync(id.QueueKey, id.Fingerprint, cancellationToken) is { } bulk)
        {
            return await acts.PresentAsync(id, BulkMessage.PartOf(bulk), cancellationToken);
        }

        if (await archive.TakeOutClosedAsync(id, cancellationToken))
        {
            return await acts.PresentAsync(id, note: null, cancellationToken);
        }

        var sending = new DeadLetterState
        {
            Status = DeadLetterStatus.Sending,
            Attempt = (stored?.Value.Attempt ?? 0) + 1,
            JobId = job.Id,
            UserId = job.UserId,
            At = time.GetUtcNow(),
            Target = target,
            Before = DeadLetterState.KeptBy(stored?.Value),
        };
        if (await archive.WriteStateAsync(id, stored?.ETag, sending, cancellationToken) is { } etag)
        {
            if (await claims.HolderAsync(id.QueueKey, id.Fingerprint, cancellationToken) is { } appeared)
            {
                // It may have read the state before this was written, and would send it too.
                await archive.WriteStateAsync(id, etag, sending.Withdrawn(), CancellationToken.None);
                return await acts.PresentAsync(id, BulkMessage.PartOf(appeared), cancellationToken);
            }

            // A job that has come to its end since then has no claim any more, but has written what it did.
            return !await archive.IsUnchangedAsync(id, etag, cancellationToken)
                ? await acts.PresentAsync(id, (await archive.ReadStateAsync(id, cancellationToken))?.Value, cancellationToken)
                : await SendAsync(job, id, letter, sending, etag, isRepeated: false, cancellationToken);
        }

        // Somebody was faster; if it was another run of this very job, that one gives the answer.
        var present = (await archive.ReadStateAsync(id, cancellationToken))?.Value;
        return present?.JobId == job.Id ? null : await acts.PresentAsync(id, present, cancellationToken);
    }

    /// <summary>A send once begun is finished: nobody's leaving stops it.</summary>
    private async Task<SlackActionResult?> SendAsync(
        SlackJob job, DeadLetterId id, DeadLetter letter, DeadLetterState sending, string etag, bool isRepeated, CancellationToken cancellationToken)
    {
        var target = sending.Target!;
        var result = await sender.SendAsync(letter, new SentMark(id, sending.Attempt), target, CancellationToken.None);
        if (result.NewMessageId is { } newMessageId)
        {
            var sent = sending with { Status = DeadLetterStatus.Sent, NewMessageId = newMessageId, Error = null, Before = null };
            Log.Sent(logger, id.Id, DeadLetterQueue.NameOf(target), newMessageId);
            return await archive.WriteStateAsync(id, etag, sent, CancellationToken.None) is not null
                ? await FinishAsync(job, id, letter, sent, cancellationToken)
                : null;
        }

        var failure = result.Failure!;
        Log.NotSent(logger, id.Id, DeadLetterQueue.NameOf(target), failure.Code);
        if (isRepeated || !failure.IsCertain)
        {
            // This try, or an earlier one of this attempt, may have arrived. On a FIFO queue the same deduplication id may be sent again
            // later; elsewhere nobody can tell any more.
            return isRepeated ? null
                : DeadLetterQueue.IsFifoUrl(target) ? await acts.PresentAsync(id, note: null, cancellationToken) with { IsDone = false }
                : await GiveUpAsync(job, id, sending, etag, cancellationToken);
        }

        await archive.WriteStateAsync(id, etag, sending with { Status = DeadLetterStatus.Open, Error = failure.Code, Before = null }, CancellationToken.None);
        return await acts.RecordAsync(job, id, "send-back", failure.Code, DeadLetterMessage.NotSent(id, target, failure), cancellationToken);
    }

    private async Task<SlackActionResult?> GiveUpAsync(SlackJob job, DeadLetterId id, DeadLetterState sending, string etag, CancellationToken cancellationToken)
    {
        if (sending.Status != DeadLetterStatus.Unconfirmed)
        {
            await archive.WriteStateAsync(id, etag, sending with { Status = DeadLetterStatus.Unconfirmed, Before = null }, cancellationToken);
        }

        return await acts.RecordAsync(job, id, "send-back", "unconfirmed", DeadLetterMessage.Unconfirmed(id, sending.Target!), cancellationToken);
    }

    private async Task<SlackActionResult?> FinishAsync(SlackJob job, DeadLetterId id, DeadLetter letter, DeadLetterState sent, CancellationToken cancellationToken)
    {
        await archive.CloseAsync(id, cancellationToken);
        return await acts.RecordAsync(job, id, "send-back", $"sent as {sent.NewMessageId}", DeadLetterMessage.SentBack(letter, sent), cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Sent the dead letter {DeadLetter} back to {Queue} as {MessageId}")]
        public static partial void Sent(ILogger logger, string deadLetter, string queue, string messageId);

        [LoggerMessage(2, LogLevel.Warning, "The dead letter {DeadLetter} was not sent back to {Queue}: {Code}")]
        public static partial void NotSent(ILogger logger, string deadLetter, string queue, string code);
    }
}
