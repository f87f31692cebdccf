using CrossCloudOps.Problems;

namespace CrossCloudOps.DeadLetters.Bulk;

/// <summary>Brings word of a job to the problems whose dead letters it has in hand.</summary>
internal sealed class BulkTelling(BulkBook book, BulkClaims claims, ProblemBook problems, Audit audit, BulkMessage words, TimeProvider time)
{
    /// <summary>So many cards show how far a job is; a channel takes one edit a second.</summary>
    private const int CardsTold = 10;

    public async Task TellAsync(BulkJob job, CancellationToken cancellationToken)
    {
        var progress = BulkMessage.Stand(job);
        await foreach (var kind in claims.OfAsync(job, cancellationToken).Take(CardsTold).WithCancellation(cancellationToken))
        {
            await problems.ChangeAsync(Key(job, kind), problem => problem is null ? null : problem with { Progress = progress }, cancellationToken);
        }
    }

    /// <summary>The end is decided; saying so is the next step.</summary>
    public async Task<bool> EndAsync(BulkJob job, BulkEnding ending, string? reason, CancellationToken cancellationToken) =>
        await book.ChangeAsync(
            job.Id, j => j with { Phase = BulkPhase.Ended, Ending = ending, Reason = reason, EndedAt = time.GetUtcNow(), DueAt = null }, cancellationToken) is not null;

    /// <summary>Audit, cards and claims of a job that ended. A kind is given up after its card has the word.</summary>
    public async Task FinishAsync(BulkJob job, CancellationToken cancellationToken)
    {
        job = job with { Returned = await book.CountReturnedAsync(job.Id, cancellationToken) };
        var at = job.EndedAt ?? time.GetUtcNow();
        var act = new ProblemAct(job.Id, job.UserId, at, words.Ended(job));
        await audit.WriteAsync(new AuditLine(at, job.Id, job.UserId, BulkMessage.ActionOf(job), job.Selection.ToString(), BulkMessage.Result(job)), cancellationToken);
        if (job.Selection.Fingerprint is { } only)
        {
            await SayAsync(job, only, act, cancellationToken);
        }

        await foreach (var kind in claims.OfAsync(job, cancellationToken).WithCancellation(cancellationToken))
        {
            await SayAsync(job, kind, act, cancellationToken);
            await claims.ReleaseAsync(job, kind, cancellationToken);
        }

        await book.EndAsync(job.Id, cancellationToken);
    }

    private Task SayAsync(BulkJob job, string kind, ProblemAct act, CancellationToken cancellationToken) =>
        problems.ChangeAsync(
            Key(job, kind), problem => problem is null ? null : problem.With(act) with { Progress = job.Ending == BulkEnding.Busy ? problem.Progress : null }, cancellationToken);

    private static string Key(BulkJob job, string kind) => DeadLetterId.ProblemKeyOf(job.Selection.QueueKey, kind);
}
