using CrossCloudOps.Problems;
using CrossCloudOps.Slack;
using CrossCloudOps.Storage;

namespace CrossCloudOps.DeadLetters;

/// <summary>Problems of alike dead letters: their count, state and newest sample follow from the index of open ones.</summary>
internal sealed class DeadLetterProblems(DeadLetterArchive archive, DeadLetterShow show, DeadLetterReplies replies, RetentionPolicy retention) : IProblemKind
{
    public const string KindName = "dead-letters";

    public const string QueueUrl = "queueUrl";
    public const string QueueKey = "queueKey";
    public const string Fingerprint = "fingerprint";

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
        var ones = await CountAsync(problem, cancellationToken);
        while (ones.Newest is not null && await IsDealtWithAsync(ones.Newest, cancellationToken))
        {
            ones = await CountAsync(problem, cancellationToken);
        }

        var derived = problem with { Count = ones.Count, Sample = ones.Newest?.ToString(), NewestAt = ones.NewestAt, Warning = retention.WarningFor(ones.OldestAt, now) };
        return (ones.Count, problem.State) switch
        {
            (0, ProblemState.Open) => derived.Resolved(now),
            ( > 0, ProblemState.Resolved) => derived.Reopened(now),
            _ => derived,
        };
    }

    public Task<SlackMessage> ComposeAsync(Problem problem, DateTimeOffset now, CancellationToken cancellationToken) =>
        show.ComposeAsync(problem, now, cancellationToken);

    public Task<IReadOnlyList<ProblemReply>> RepliesAsync(Problem problem, DateTimeOffset now, CancellationToken cancellationToken) =>
        replies.OfAsync(problem, problem.Facts[QueueKey], problem.Facts[Fingerprint], cancellationToken);

    private async Task<OpenOnes> CountAsync(Problem problem, CancellationToken cancellationToken)
    {
        var ones = new OpenOnes(0, null, null, null);
        await foreach (var (id, since) in archive.ListOpenSinceAsync(problem.Facts[QueueKey], problem.Facts[Fingerprint], cancellationToken))
        {
            ones = new OpenOnes(ones.Count + 1, id, ones.NewestAt > since ? ones.NewestAt : since, ones.OldestAt < since ? ones.OldestAt : since);
        }

        return ones;
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

    /// <summary>What the index tells; the times are when they came, by the store's clock.</summary>
    private sealed record OpenOnes(int Count, DeadLetterId? Newest, DateTimeOffset? NewestAt, DateTimeOffset? OldestAt);
}
