using System.Collections.Concurrent;
using System.Globalization;
using Amazon.SQS;
using Amazon.SQS.Model;
using CrossCloudOps.Aws;

namespace CrossCloudOps.Webhooks.Receiving;

/// <summary>How large a message each queue takes. <see href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html"/></summary>
internal sealed class QueueLimits(IAmazonSQS sqs, TimeProvider time)
{
    private const int Largest = 1024 * 1024;
    private const int Smallest = 1024;

    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan FailureRemembered = TimeSpan.FromSeconds(30);

    /// <summary>The sender waits.</summary>
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(0.5);

    private readonly ConcurrentDictionary<string, Answer> _known = new();

    /// <summary>Null if the queue takes so many bytes; else its limit. SQS itself refuses what was let through because it did not tell.</summary>
    public async ValueTask<int?> ExceededByAsync(int bytes, string queueUrl) =>
        bytes > Smallest && await OfAsync(queueUrl) is var limit && bytes > limit ? limit : null;

    /// <summary>Requests that come at the same time ask once.</summary>
    private Task<int> OfAsync(string queueUrl)
    {
        var known = _known.GetValueOrDefault(queueUrl);
        if (known is not null && time.GetUtcNow() < known.Until)
        {
            return known.Limit.Value;
        }

        var asked = new Answer { Until = time.GetUtcNow() + Remembered };
        asked.Limit = new(() => AskAsync(queueUrl, asked, known));
        return _known.AddOrUpdate(queueUrl, asked, (_, current) => current == known ? asked : current).Limit.Value;
    }

    private async Task<int> AskAsync(string queueUrl, Answer asked, Answer? before)
    {
        using var limit = new CancellationTokenSource(Within, time);
        try
        {
            var request = new GetQueueAttributesRequest { QueueUrl = queueUrl, AttributeNames = [QueueAttributeName.MaximumMessageSize] };
            var response = await sqs.GetQueueAttributesAsync(request, limit.Token);
            return int.TryParse(response.Attributes?.GetValueOrDefault(QueueAttributeName.MaximumMessageSize), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
                ? bytes
                : Largest;
        }
        catch (Exception e) when (AwsFailure.Of(e) is not null)
        {
            asked.Until = time.GetUtcNow() + FailureRemembered;
            return before is null ? Largest : await before.Limit.Value;
        }
    }

    private sealed class Answer
    {
        public DateTimeOffset Until { get; set; }

        public Lazy<Task<int>> Limit { get; set; } = new(static () => Task.FromResult(Largest));
    }
}
