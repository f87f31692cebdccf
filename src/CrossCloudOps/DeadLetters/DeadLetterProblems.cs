using CrossCloudOps.DeadLetters.Bulk;
using CrossCloudOps.Problems;
using CrossCloudOps.Slack;
using CrossCloudOps.Slack.Blocks;
using CrossCloudOps.Storage;

namespace CrossCloudOps.DeadLetters;

/// <summary>Problems of alike dead letters: their count, state and newest sample follow from the index of open ones.</summary>
internal sealed class DeadLetterProblems(
    DeadLetterArchive archive, DeadLetterReader reader, DeadLetterReplies replies, DeadLetterMessage words, BulkClaims claims, BulkMessage bulk) : IProblemKind
{
    public const string KindName = "dead-letters";

    private const string QueueUrl = "queueUrl";
    private const string QueueKey = "queueKey";
    private const string Fingerprint = "fingerprint";

    public string Kind => KindName;

    public TimeSpan? QuietAfter { get; } = TimeSpan.FromHours(6);

    public static Problem Of(DeadLetterQueue queue, DeadLetter letter, DateTimeOffset now) => new()
    {
        Kind = KindName,
        Key = DeadLetterId.ProblemKeyOf(queue.Key, letter.Fingerprint),
        Title = letter.Shape,
        OpenedAt = now,
        LastSeenAt = now,
        Channel = queue.Channel,
        Facts = new Dictionary<string, string> { [QueueUrl] = queue.Url, [QueueKey] = queue.Key, [Fingerprint] = letter.Fingerprint },
    };

    public async Task<Problem> DeriveAsync(Problem problem, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (count, newest, newestAt) = await CountAsync(problem, cancellationToken);
        while (newest is not null && await IsDealtWithAsync(newest, cancellationToken))
        {
            (count, newest, newestAt) = await CountAsync(problem, cancellationToken);
        }

        var derived = problem with { Count = count, Sample = newest?.ToString(), NewestAt = newestAt };
        return (count, problem.State) switch
        {
            (0, ProblemState.Open) => derived.Resolved(now),
            ( > 0, ProblemState.Resolved) => derived.Reopened(now),
            _ => derived,
        };
    }

    public async Task<SlackMessage> ComposeAsync(Problem problem, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var queue = DeadLetterQueue.NameOf(problem.Facts[QueueUrl]);
        if (problem.State == ProblemState.Resolved || problem.Sample is null || DeadLetterId.Parse(problem.Sample) is not { } id)
        {
            return words.Resolved(problem, queue, now);
        }

        try
        {
            return await reader.ReadAsync(id, cancellationToken) is { } newest
                ? words.Open(problem, newest, now, await BulkAsync(problem, queue, now, cancellationToken))
                : words.Unreadable(problem, queue, id.OpenName);
        }
        catch (UnreadableDocumentException e)
        {
            return words.Unreadable(problem, queue, e.Name);
        }
    }

    public Task<IReadOnlyList<ProblemReply>> RepliesAsync(Problem problem, DateTimeOffset now, CancellationToken cancellationToken) =>
        replies.OfAsync(problem, problem.Facts[QueueKey], problem.Facts[Fingerprint], cancellationToken);

    private async Task<(int Count, DeadLetterId? Newest, DateTimeOffset? NewestAt)> CountAsync(Problem problem, CancellationToken cancellationToken)
    {
        var (count, newest, newestAt) = (0, (DeadLetterId?)null, (DateTimeOffset?)null);
        await foreach (var (id, since) in archive.ListOpenSinceAsync(problem.Facts[QueueKey], problem.Facts[Fingerprint], cancellationToken))
        {
            (count, newest, newestAt) = (count + 1, id, newestAt > since ? newestAt : since);
        }

        return (count, newest, newestAt);
    }

    /// <summary>What a card offers must wait for somebody. What cannot be told is offered.</summary>
    private async Task<bool> IsDealtWithAsync(DeadLetterId id, CancellationToken cancellationToken)
    {
        try
        {
            return await archive.TakeOutIfDealtWithAsync(id, cancellationToken);
        }
        catch (UnreadableDocumentException)
        {
            return false;
        }
    }

    private async Task<IReadOnlyList<Block>> BulkAsync(Problem problem, string queue, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (queueKey, fingerprint) = (problem.Facts[QueueKey], problem.Facts[Fingerprint]);
        return problem.Progress is not null && await claims.HolderAsync(queueKey, fingerprint, cancellationToken) is { } job ? bulk.Progress(job, now)
            : problem is { Count: > 1, NewestAt: { } cutOff } ? bulk.Buttons(new BulkSelection(queueKey, fingerprint, cutOff), problem.Count, queue)
            : [];
    }
}
