using CrossCloudOps.Problems;
using CrossCloudOps.Slack;
using CrossCloudOps.Storage;

namespace CrossCloudOps.DeadLetters;

/// <summary>Problems of alike dead letters: their count, state and newest sample follow from the index of open ones.</summary>
internal sealed class DeadLetterProblems(DeadLetterArchive archive, DeadLetterQueues queues, DeadLetterEvidence evidence, DeadLetterMessage words) : IProblemKind
{
    public const string KindName = "dead-letters";

    private const string QueueUrl = "queueUrl";
    private const string QueueKey = "queueKey";
    private const string Fingerprint = "fingerprint";

    public string Kind => KindName;

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
        var count = 0;
        string? newest = null;
        await foreach (var id in archive.ListOpenAsync(problem.Facts[QueueKey], problem.Facts[Fingerprint], cancellationToken))
        {
            count++;
            newest = id.ToString();
        }

        var derived = problem with { Count = count, Sample = newest };
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
            var state = (await archive.ReadStateAsync(id, cancellationToken))?.Value;
            return await archive.ReadAsync(id, cancellationToken) is { } letter
                ? words.Open(problem, id, letter, state, queues.TargetOf(letter), now, await evidence.FindAsync(letter, cancellationToken))
                : words.Unreadable(problem, queue, id.OpenName);
        }
        catch (UnreadableDocumentException e)
        {
            return words.Unreadable(problem, queue, e.Name);
        }
    }
}
