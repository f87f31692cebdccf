using CrossCloudOps.Problems;
using CrossCloudOps.Slack;

namespace CrossCloudOps.DeadLetters;

/// <summary>What follows every act on a dead letter: the audit, the problem's state, and the answer to the click. All of it may run twice.</summary>
internal sealed class DeadLetterActs(
    ProblemBook book, DeadLetterArchive archive, DeadLetterReader reader, DeadLetterProblems kind, DeadLetterMessage words, Audit audit, TimeProvider time)
{
    public static readonly SlackActionResult NotInArchive = new(null, "This dead letter is not in the archive any more, or its document cannot be read.");

    public async Task<SlackActionResult> RecordAsync(SlackJob job, DeadLetterId id, string action, string result, string text, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await audit.WriteAsync(new AuditLine(now, job.Id, job.UserId, action, id.ToString(), result), cancellationToken);
        await book.ChangeAsync(id.ProblemKey, problem => problem?.With(new ProblemAct(job.Id, job.UserId, now, text)), cancellationToken);
        return await PresentAsync(job, id, note: null, cancellationToken);
    }

    /// <summary>
    /// Nothing was done: the card as it is now, and a word on what became of the dead letter. One that was dealt with and still stands
    /// among the open ones (a late duplicate from the queue) leaves them.
    /// </summary>
    public async Task<SlackActionResult> PresentAsync(SlackJob job, DeadLetterId id, DeadLetterState? state, CancellationToken cancellationToken)
    {
        if (DeadLetterPolicy.IsSettled(state))
        {
            await archive.CloseAsync(id, cancellationToken);
        }

        return await PresentAsync(job, id, DeadLetterMessage.Already(state), cancellationToken);
    }

    /// <summary>The pressed message as it is now: the dead letter's own, or its problem's.</summary>
    public async Task<SlackActionResult> PresentAsync(SlackJob job, DeadLetterId id, string? note, CancellationToken cancellationToken)
    {
        var problem = await book.DeriveAsync(kind, id.ProblemKey, cancellationToken);
        if (DeadLetterButton.Parse(job.Value) is { IsSingle: true })
        {
            var one = await reader.ReadAsync(id, cancellationToken);
            return new SlackActionResult(one is null ? null : words.Single(one, time.GetUtcNow()), note);
        }

        var message = problem is null ? null : await kind.ComposeAsync(problem, time.GetUtcNow(), cancellationToken);
        return new SlackActionResult(message, note);
    }
}
