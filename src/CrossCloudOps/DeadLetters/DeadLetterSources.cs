using System.Collections.Concurrent;
using Amazon.SQS;
using Amazon.SQS.Model;
using CrossCloudOps.Aws;

namespace CrossCloudOps.DeadLetters;

/// <summary>
/// Finds the queue that a dead letter was sent to first. SQS tells it on messages that its redrive policy moved; else the one queue that
/// has this dead-letter queue, if there is exactly one.
/// </summary>
internal sealed class DeadLetterSources(IAmazonSQS sqs, TimeProvider time)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    /// <summary>What AWS did not tell is asked again soon: what is archived meanwhile stays without its source.</summary>
    private static readonly TimeSpan FailureRemembered = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<string, (DateTimeOffset Until, string? Source)> _only = new();

    public async ValueTask<string?> OfAsync(DeadLetterQueue queue, Message message, CancellationToken cancellationToken)
    {
        if (message.Attributes?.GetValueOrDefault(MessageSystemAttributeName.DeadLetterQueueSourceArn.Value) is { Length: > 0 } arn)
        {
            return DeadLetterQueue.UrlOfSource(queue.Url, arn);
        }

        var now = time.GetUtcNow();
        if (!_only.TryGetValue(queue.Url, out var known) || now > known.Until)
        {
            var (isKnown, source) = await OnlySourceAsync(queue, cancellationToken);
            known = (now + (isKnown ? Remembered : FailureRemembered), source);
            _only[queue.Url] = known;
        }

        return known.Source;
    }

    private async Task<(bool IsKnown, string? Source)> OnlySourceAsync(DeadLetterQueue queue, CancellationToken cancellationToken)
    {
        try
        {
            var response = await sqs.ListDeadLetterSourceQueuesAsync(new ListDeadLetterSourceQueuesRequest { QueueUrl = queue.Url }, cancellationToken);
            return (true, response.QueueUrls is [var only] && response.NextToken is null ? only : null);
        }
        catch (Exception e) when (AwsFailure.Of(e) is not null && !cancellationToken.IsCancellationRequested)
        {
            // Not knowing is an answer: the settings or the operator tell.
            return (false, null);
        }
    }
}
