using CrossCloudOps.Problems;
using CrossCloudOps.Storage;

namespace CrossCloudOps.DeadLetters;

/// <summary>
/// Lets go of what was dealt with long ago, purges open ones whose time is over and whose warning was confirmed a week ago, and sees to it
/// that every open one has its problem.
/// </summary>
internal sealed class DeadLetterSweep(
    IDocumentStore store, DeadLetterArchive archive, DeadLetterReader reader, DeadLetterQueues queues, ProblemBook book, Audit audit, RetentionPolicy retention, TimeProvider time) : ISweep
{
    private const string AppItself = "CrossCloudOps";

    /// <summary>What bulk jobs and unmarked sends left behind goes with the dead letters they were about.</summary>
    private static readonly string[] FoldersByAge = ["bulk-ended/", "bulk-selection/", "bulk-log/", "bulk-returned/", "leases/bulk-", "sent/"];

    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        await foreach (var closed in store.ListAsync(DeadLetterId.ClosedFolder, cancellationToken))
        {
            if (retention.IsOver(closed.LastModified, closed.ListedAt) && DeadLetterId.Parse(closed.Name) is { } id)
            {
                await archive.ForgetAsync(id, cancellationToken);
            }
        }

        foreach (var folder in FoldersByAge)
        {
            await foreach (var old in store.ListAsync(folder, cancellationToken))
            {
                if (retention.IsOver(old.LastModified, old.ListedAt))
                {
                    await store.DeleteAsync(old.Name, old.ETag, cancellationToken);
                }
            }
        }

        await SweepOpenAsync(cancellationToken);
    }

    private async Task SweepOpenAsync(CancellationToken cancellationToken)
    {
        string? key = null;
        var last = (DateTimeOffset?)null;
        var purged = 0;
        await foreach (var listed in store.ListAsync(DeadLetterId.OpenFolder, cancellationToken))
        {
            if (DeadLetterId.Parse(listed.Name) is not { } id)
            {
                continue;
            }

            if (id.ProblemKey != key)
            {
                await SayAsync(key, purged, cancellationToken);
                (key, purged) = (id.ProblemKey, 0);
                last = LastWarned(await ProblemOfAsync(id, cancellationToken));
            }

            if (listed.LastModified <= last && retention.IsOver(listed.LastModified, listed.ListedAt))
            {
                await archive.ForgetAsync(id, cancellationToken);
                purged++;
            }
        }

        await SayAsync(key, purged, cancellationToken);
    }

    /// <summary>Those that came until then were warned of, and Slack confirmed that a week ago.</summary>
    private DateTimeOffset? LastWarned(Problem? problem)
    {
        var now = time.GetUtcNow();
        return problem?.Shown.Replies.Where(r => !r.WasRefused && now - r.At >= RetentionPolicy.Notice).Max(r => retention.LastNamedBy(r.Name));
    }

    /// <summary>An open one whose problem is gone (its document could not be read) opens it again.</summary>
    private async Task<Problem?> ProblemOfAsync(DeadLetterId id, CancellationToken cancellationToken)
    {
        if (await book.ReadAsync(id.ProblemKey, cancellationToken) is { } problem)
        {
            return problem;
        }

        if (await reader.ReadAsync(id, cancellationToken) is { } one)
        {
            var queue = queues.All.FirstOrDefault(q => q.Key == id.QueueKey) ?? new DeadLetterQueue(one.Letter.QueueUrl, null, null);
            await book.SeenAsync(DeadLetterProblems.Of(queue, one.Letter, time.GetUtcNow()), cancellationToken);
        }

        return null;
    }

    private async Task SayAsync(string? key, int purged, CancellationToken cancellationToken)
    {
        if (key is null || purged == 0)
        {
            return;
        }

        var now = time.GetUtcNow();
        var job = $"purge-{now.UtcDateTime:yyyyMMdd}";
        await audit.WriteAsync(new AuditLine(now, job, AppItself, "purge", key, $"{purged} purged"), cancellationToken);
        await book.ChangeAsync(key, problem => problem?.With(new ProblemAct(job, AppItself, now, DeadLetterMessage.Purged(purged))), cancellationToken);
    }
}
