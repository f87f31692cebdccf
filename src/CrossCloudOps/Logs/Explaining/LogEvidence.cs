using CrossCloudOps.Problems;

namespace CrossCloudOps.Logs.Explaining;

/// <summary>
/// Why a dead letter failed, by the logs of its consumers. Only the scan asks CloudWatch Logs, so a question is written down, and the
/// answer is on the card within a minute or two. One question in five minutes for a problem, however many messages it has: what is known of an
/// earlier one of its messages is shown until then, and says so.
/// </summary>
internal sealed class LogEvidence(EvidenceBook book, TimeProvider time) : IEvidence
{
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMinutes(5);

    public async Task<IReadOnlyList<Evidence>> FindAsync(EvidenceQuestion question, CancellationToken cancellationToken)
    {
        if (question.LogGroups.Count == 0)
        {
            return [];
        }

        var answer = await book.AnswerAsync(question.ProblemKey, cancellationToken);
        if (answer?.MessageId == question.MessageId)
        {
            return answer.Found;
        }

        if (answer is null || time.GetUtcNow() - answer.At >= AskAgainAfter)
        {
            await book.AskAsync(question, cancellationToken);
        }

        return [.. (answer?.Found ?? []).Select(static found => found with { Title = $"An earlier one: {found.Title}" })];
    }
}
