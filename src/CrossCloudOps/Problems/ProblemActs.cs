using CrossCloudOps.Slack;

namespace CrossCloudOps.Problems;

/// <summary>What people do to a problem itself: the change, the audit, and the message as it is then. All of it may run twice.</summary>
internal sealed class ProblemActs(ProblemBook book, ProblemKinds kinds, Audit audit, TimeProvider time)
{
    private static readonly SlackActionResult Gone = new(null, "This problem is not known any more.");

    public async Task<SlackActionResult> ChangeAsync(SlackJob job, string action, string result, Func<Problem, Problem> change, CancellationToken cancellationToken)
    {
        if (ProblemMessage.KeyOf(job.BlockId) is not { } key || kinds.Of(key) is not { } kind || await book.ReadAsync(key, cancellationToken) is null)
        {
            return Gone;
        }

        await book.ChangeAsync(key, problem => problem is null ? null : change(problem), cancellationToken);
        await audit.WriteAsync(new AuditLine(time.GetUtcNow(), job.Id, job.UserId, action, key, result), cancellationToken);
        return await book.DeriveAsync(kind, key, cancellationToken) is { } problem
            ? new SlackActionResult(await kind.ComposeAsync(problem, time.GetUtcNow(), cancellationToken), Note: null)
            : Gone;
    }
}
