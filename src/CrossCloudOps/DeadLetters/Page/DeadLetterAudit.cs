using CrossCloudOps.Problems;

namespace CrossCloudOps.DeadLetters.Page;

/// <summary>All that was ever done with a dead letter, as the audit tells it: its own acts, and those of bulk jobs as far as its state names them.</summary>
internal sealed class DeadLetterAudit(Audit audit)
{
    /// <summary>A line each; null if nobody did anything.</summary>
    public async Task<string?> OfAsync(DeadLetterId id, DeadLetter letter, DeadLetterState? state, CancellationToken cancellationToken)
    {
        var (subject, jobs) = (id.ToString(), new HashSet<string>());
        for (var act = state; act is not null; act = act.Before)
        {
            jobs.Add(act.JobId);
        }

        var lines = await audit.FindAsync(DateOnly.FromDateTime(letter.CollectedAt.UtcDateTime), line => line.Subject == subject || jobs.Contains(line.JobId), cancellationToken);
        return lines.Count == 0 ? null : string.Join('\n', lines.Select(static l => $"{l.At.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC  {l.UserId}  {l.Action}: {l.Result}"));
    }
}
