using CrossCloudOps.Aws;
using CrossCloudOps.Problems;

namespace CrossCloudOps.Webhooks.Forwarding;

/// <summary>Why a dead letter of a webhook queue failed: what its target answered. SQS keeps the message's id when it moves it.</summary>
internal sealed class DeliveryEvidence(RouteBook book, WebhookRoutes routes) : IEvidence
{
    public async Task<IReadOnlyList<Evidence>> FindAsync(EvidenceQuestion question, CancellationToken cancellationToken)
    {
        if (question.SourceQueueUrl is not { } source || !routes.All.Any(r => SqsQueue.KeyOf(r.QueueUrl) == SqsQueue.KeyOf(source)) || await book.ReadAttemptsAsync(question.MessageId, cancellationToken) is not { } attempts)
        {
            return [];
        }

        return [.. attempts.Last.Reverse().Select(a => new Evidence($"Attempt {a.Attempt} of {attempts.Count} at the target of {attempts.Route}: {a.Code}", a.Excerpt, a.At))];
    }
}
