using CrossCloudOps.Aws;
using CrossCloudOps.DeadLetters.Bulk;
using CrossCloudOps.Slack;
using CrossCloudOps.Storage;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.DeadLetters;

/// <summary>How somebody wants one dead letter sent back.</summary>
internal sealed record SendBackOrder(DeadLetterButton Button)
{
    /// <summary>What to send instead of what is archived.</summary>
    public DeadLetterEdit? Edit { get; init; }

    /// <summary>The queue that the operator picked, because nothing else tells.</summary>
    public string? Target { get; init; }

    /// <summary>Also when it was dealt with before.</summary>
    public bool Again { get; init; }
}

/// <summary>
/// Sends one dead letter back: open → sending → sent, each arrow a conditional write, so that two clicks, two people or a run that was
/// repeated after a crash make one send.
/// </summary>
internal sealed partial class DeadLetterSendBack(
    DeadLetterArchive archive, DeadLetterReader reader, DeadLetterQueues queues, DeadLetterSender sender, DeadLetterActs acts, BulkClaims claims, DeadLetterMessage words,
    TimeProvider time, ILogger<DeadLetterSendBack> logger)
{
    public async Task<SlackActionResult?> RunAsync(SlackJob job, SendBackOrder order, SlackActionTime actionTime, CancellationToken cancellationToken)
    {
        var button = order.Button;
        if (await reader.ReadAsync(button.Id, cancellationToken) is not { Letter: var letter })
        {
            return DeadLetterActs.NotInArchive;
        }

        var stored = await archive.ReadStateAsync(button.Id, cancellationToken);
        switch (DeadLetterPolicy.SendBack(stored?.Value, job.Id, button.Attempt, time.GetUtcNow(), order.Again))
        {
            case SendBackStep.Begin when !actionTime.MayBegin:
            case SendBackStep.Wait when stored!.Value.JobId == job.Id:
                return null;
            case SendBackStep.Begin:
                return await BeginAsync(job, order, letter, stored, cancellationToken);
            case SendBackStep.Complete when stored!.Value.JobId == job.Id:
                return await SendAsync(job, button.Id, letter, stored.Value, stored.ETag, isRepeated: true, cancellationToken);
            case SendBackStep.GiveUp when stored!.Value.JobId == job.Id:
                return await GiveUpAsync(job, button.Id, stored.Value, stored.ETag, cancellationToken);
            case SendBackStep.Finish:
                return await FinishAsync(job, button.Id, letter, stored!.Value, cancellationToken);
            default:
                return await acts.PresentAsync(job, button.Id, stored?.Value, cancellationToken);
        }
    }

    private async Task<SlackActionResult?> BeginAsync(
        SlackJob job, SendBackOrder order, DeadLetter letter, Stored<DeadLetterState>? stored, CancellationToken cancellationToken)
    {
        var id = order.Button.Id;
        if ((queues.TargetOf(letter) ?? order.Target) is not { } target)
        {
            return await acts.PresentAsync(job, id, "It is not known which queue this came from. Set `SendBackTo` of its dead-letter queue, then press again.", cancellationToken);
        }

        if (await claims.HolderAsync(id.QueueKey, id.Fingerprint, cancellationToken) is { } bulk)
        {
            return await acts.PresentAsync(job, id, BulkMessage.PartOf(bulk), cancellationToken);
        }

        if (!order.Again && await archive.TakeOutClosedAsync(id, cancellationToken))
        {
            return await acts.PresentAsync(job, id, note: null, cancellationToken);
        }

        var sending = new DeadLetterState
        {
            Status = DeadLetterStatus.Sending,
            Attempt = (stored?.Value.Attempt ?? 0) + 1,
            JobId = job.Id,
            UserId = job.UserId,
            At = time.GetUtcNow(),
            Target = target,
            Edit = order.Edit,
            Before = DeadLetterState.KeptBy(stored?.Value),
        };
        if (await archive.WriteStateAsync(id, stored?.ETag, sending, cancellationToken) is { } etag)
        {
            if (await claims.HolderAsync(id.QueueKey, id.Fingerprint, cancellationToken) is { } appeared)
            {
                // It may have read the state before this was written, and would send it too.
                await archive.WriteStateAsync(id, etag, sending.Withdrawn(), CancellationToken.None);
                return await acts.PresentAsync(job, id, BulkMessage.PartOf(appeared), cancellationToken);
            }

            // A job that has come to its end since then has no claim any more, but has written what it did.
            return !await archive.IsUnchangedAsync(id, etag, cancellationToken)
                ? await acts.PresentAsync(job, id, (await archive.ReadStateAsync(id, cancellationToken))?.Value, cancellationToken)
                : await SendAsync(job, id, letter, sending, etag, isRepeated: false, cancellationToken);
        }

        // Somebody was faster; if it was another run of this very job, that one gives the answer.
        var present = (await archive.ReadStateAsync(id, cancellationToken))?.Value;
        return present?.JobId == job.Id ? null : await acts.PresentAsync(job, id, present, cancellationToken);
    }

    /// <summary>A send once begun is finished: nobody's leaving stops it.</summary>
    private async Task<SlackActionResult?> SendAsync(
        SlackJob job, DeadLetterId id, DeadLetter letter, DeadLetterState sending, string etag, bool isRepeated, CancellationToken cancellationToken)
    {
        var target = sending.Target!;
        var result = await sender.SendAsync(sending.Edit?.Applied(letter) ?? letter, new SentMark(id, sending.Attempt), target, CancellationToken.None);
        if (result.NewMessageId is { } newMessageId)
        {
            var sent = sending with { Status = DeadLetterStatus.Sent, NewMessageId = newMessageId, Error = null, Before = null };
            Log.Sent(logger, id.Id, SqsQueue.NameOf(target), newMessageId);
            return await archive.WriteStateAsync(id, etag, sent, CancellationToken.None) is not null
                ? await FinishAsync(job, id, letter, sent, cancellationToken)
                : null;
        }

        var failure = result.Failure!;
        Log.NotSent(logger, id.Id, SqsQueue.NameOf(target), failure.Code);
        if (isRepeated || !failure.IsCertain)
        {
            // This try, or an earlier one of this attempt, may have arrived. On a FIFO queue the same deduplication id may be sent again
            // later; elsewhere nobody can tell any more.
            return isRepeated ? null
                : SqsQueue.IsFifo(target) ? await acts.PresentAsync(job, id, note: null, cancellationToken) with { IsDone = false }
                : await GiveUpAsync(job, id, sending, etag, cancellationToken);
        }

        await archive.WriteStateAsync(id, etag, sending.NotSent(failure.Code), CancellationToken.None);
        return await acts.RecordAsync(job, id, "send-back", failure.Code, words.NotSent(id, target, failure), cancellationToken);
    }

    private async Task<SlackActionResult?> GiveUpAsync(SlackJob job, DeadLetterId id, DeadLetterState sending, string etag, CancellationToken cancellationToken)
    {
        if (sending.Status != DeadLetterStatus.Unconfirmed)
        {
            await archive.WriteStateAsync(id, etag, sending with { Status = DeadLetterStatus.Unconfirmed, Before = null }, cancellationToken);
        }

        return await acts.RecordAsync(job, id, "send-back", "unconfirmed", words.Unconfirmed(id, sending.Target!), cancellationToken);
    }

    private async Task<SlackActionResult?> FinishAsync(SlackJob job, DeadLetterId id, DeadLetter letter, DeadLetterState sent, CancellationToken cancellationToken)
    {
        await archive.CloseAsync(id, cancellationToken);
        var change = sent.Edit is { } edit ? $", edited: {edit.ChangeOf(letter)}" : "";
        return await acts.RecordAsync(job, id, "send-back", $"sent as {sent.NewMessageId}{change}", words.SentBack(letter, sent), cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Sent the dead letter {DeadLetter} back to {Queue} as {MessageId}")]
        public static partial void Sent(ILogger logger, string deadLetter, string queue, string messageId);

        [LoggerMessage(2, LogLevel.Warning, "The dead letter {DeadLetter} was not sent back to {Queue}: {Code}")]
        public static partial void NotSent(ILogger logger, string deadLetter, string queue, string code);
    }
}
