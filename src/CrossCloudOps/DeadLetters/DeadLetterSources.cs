using System.Collections.Concurrent;
using Amazon.SQS;
using Amazon.SQS.Model;
using CrossCloudOps.Aws;

namespace CrossCloudOps.DeadLetters;

/// <summary>
/// Finds the queue that a dead letter was sent to first. SQS tells it on messages that its redrive policy moved; else the one queue that
/// has this dead-letter queue, if there is exactly one, or the one that a forwarder of this app says it took the message from.
/// </summary>
internal sealed class DeadLetterSources(IAmazonSQS sqs, TimeProvider time)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    /// <summary>What AWS did not tell is asked again soon: what is archived meanwhile stays without its source.</summary>
    private static readonly TimeSpan FailureRemembered = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<string, (DateTimeOffset Until, IReadOnlyList<string> Sources)> _known = new();

    public async ValueTask<string?> OfAsync(DeadLetterQueue queue, Message message, CancellationToken cancellationToken)
    {
        if (message.Attributes?.GetValueOrDefault(MessageSystemAttributeName.DeadLetterQueueSourceArn.Value) is { Length: > 0 } arn)
        {
            return SqsQueue.UrlBeside(queue.Url, arn);
        }

        // Whoever may send to the queue may write this attribute, so it only chooses among those that AWS names.
        var known = await OfQueueAsync(queue.Url, cancellationToken);
        return known is [var only] ? only
            : SourceMark.Of(message) is { } said ? known.FirstOrDefault(url => SqsQueue.NameOf(url) == SqsQueue.NameOf(said))
            : null;
    }

    /// <summary>The queues that have this dead-letter queue, as far as AWS tells.</summary>
    public async ValueTask<IReadOnlyList<string>> OfQueueAsync(string deadLetterQueueUrl, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (!_known.TryGetValue(deadLetterQueueUrl, out var known) || now > known.Until)
        {
            var sources = await ListAsync(deadLetterQueueUrl, cancellationToken);
            known = (now + (sources is null ? FailureRemembered : Remembered), sources ?? []);
            _known[deadLetterQueueUrl] = known;
        }

        return known.Sources;
    }

    /// <summary>Null if AWS did not tell. Not knowing is an answer: the settings or the operator tell.</summary>
    private async Task<IReadOnlyList<string>?> ListAsync(string deadLetterQueueUrl, CancellationToken cancellationToken)
    {
        try
        {
            var response = await sqs.ListDeadLetterSourceQueuesAsync(new ListDeadLetterSourceQueuesRequest { QueueUrl = deadLetterQueueUrl }, cancellationToken);
            return response.QueueUrls ?? [];
        }
        catch (Exception e) when (AwsFailure.Of(e) is not null && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
