using CrossCloudOps.Problems;
using CrossCloudOps.Slack;

namespace CrossCloudOps.DeadLetters.Bulk;

/// <summary>Begins a bulk job for a press. The job is what does the work; a press that is run again finds it.</summary>
internal sealed class BulkStart(BulkBook book, BulkClaims claims, BulkTelling telling, ProblemBook problems, DeadLetterProblems kind, TimeProvider time)
{
    public static readonly SlackActionResult NotUnderstood = new(null, "This button is from another version of CrossCloudOps and does nothing any more.");

    public async Task<SlackActionResult?> BeginAsync(SlackJob press, BulkAct act, CancellationToken cancellationToken)
    {
        if (BulkSelection.Parse(press.Value) is not { } selection)
        {
            return NotUnderstood;
        }

        var job = new BulkJob
        {
            Id = BulkJob.IdOf(press),
            Act = act,
            Selection = selection,
            UserId = press.UserId,
            SlackJobId = press.Id,
            ChannelId = press.ChannelId,
            At = time.GetUtcNow(),
        };
        if (selection.Fingerprint is { } only && await claims.HolderAsync(selection.QueueKey, only, cancellationToken) is { } holder && holder.Id != job.Id)
        {
            return await AnswerAsync(job, BulkMessage.Running(holder), cancellationToken);
        }

        await book.CreateAsync(job, cancellationToken);
        if (await book.ReadAsync(job.Id, cancellationToken) is { } running && selection.Fingerprint is { } kind && await claims.TakeAsync(running, kind, cancellationToken))
        {
            await telling.TellAsync(running, cancellationToken);
        }

        return await AnswerAsync(job, note: null, cancellationToken);
    }

    /// <summary>The card as it is now, without counting anew: that is for the notifier.</summary>
    public async Task<SlackActionResult> AnswerAsync(BulkJob job, string? note, CancellationToken cancellationToken)
    {
        var problem = job.Selection.Fingerprint is { } only
            ? await problems.ReadAsync(DeadLetterId.ProblemKeyOf(job.Selection.QueueKey, only), cancellationToken)
            : null;
        return new SlackActionResult(problem is null ? null : await kind.ComposeAsync(problem, time.GetUtcNow(), cancellationToken), note);
    }
}
