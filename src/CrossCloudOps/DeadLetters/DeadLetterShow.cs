using CrossCloudOps.Aws;
using CrossCloudOps.DeadLetters.Bulk;
using CrossCloudOps.Problems;
using CrossCloudOps.Slack;
using CrossCloudOps.Slack.Blocks;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.DeadLetters;

/// <summary>Brings together what the message of a problem shows: its newest dead letter, why it failed, and how a bulk job stands.</summary>
internal sealed class DeadLetterShow(
    DeadLetterReader reader, DeadLetterEvidence evidence, BulkClaims claims, DeadLetterMessage words, BulkMessage bulkWords,
    IOptions<SlackOptions> slack, IOptions<ProblemsOptions> options)
{
    private readonly int _inThread = slack.Value.HasBot ? options.Value.ThreadOccurrences : 0;

    public async Task<SlackMessage> ComposeAsync(Problem problem, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var queue = SqsQueue.NameOf(problem.Facts[DeadLetterProblems.QueueUrl]);
        if (problem.State == ProblemState.Resolved || problem.Sample is null || DeadLetterId.Parse(problem.Sample) is not { } id)
        {
            return words.Resolved(problem, queue, now);
        }

        return await reader.ReadAsync(id, cancellationToken) is { } newest
            ? words.Open(problem, newest, now, await evidence.FindAsync(newest.Letter, cancellationToken), await BulkAsync(problem, queue, now, cancellationToken))
            : words.Unreadable(problem, queue, id.OpenName);
    }

    private async Task<IReadOnlyList<Block>> BulkAsync(Problem problem, string queue, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (queueKey, fingerprint) = (problem.Facts[DeadLetterProblems.QueueKey], problem.Facts[DeadLetterProblems.Fingerprint]);
        return problem.Progress is not null && await claims.HolderAsync(queueKey, fingerprint, cancellationToken) is { } job ? bulkWords.Progress(job, now)
            : problem is { Count: > 1, NewestAt: { } cutOff } ? [.. InThread(problem), .. bulkWords.Buttons(new BulkSelection(queueKey, fingerprint, cutOff), problem.Count, queue)]
            : [];
    }

    /// <summary>Where the others are that the message does not show.</summary>
    private IEnumerable<Block> InThread(Problem problem) =>
        _inThread > 0 && problem.Count > _inThread
            ? [DeadLetterCard.Context($"The first {(_inThread == 1 ? "one is" : $"{SlackText.Number(_inThread)} are")} in the thread; Show list has all.")]
            : [];
}
