using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Amazon.SQS;
using CrossCloudOps.Aws;

namespace CrossCloudOps.Webhooks.Forwarding;

/// <summary>What a queue's attributes say.</summary>
/// <param name="DeadLetterQueueUrl">Null: it has no redrive policy.</param>
/// <param name="Retention">How long SQS keeps a message in it.</param>
/// <param name="Waiting">About how many messages are there, in flight or not.</param>
internal sealed record QueueFacts(string? Arn, string? DeadLetterQueueUrl, int? MaxReceiveCount, TimeSpan Retention, int Waiting)
{
    public static QueueFacts Of(string queueUrl, IReadOnlyDictionary<string, string> attributes)
    {
        var (target, count) = RedrivePolicy(attributes.GetValueOrDefault("RedrivePolicy"));
        return new QueueFacts(
            attributes.GetValueOrDefault("QueueArn"),
            target is null ? null : SqsQueue.UrlBeside(queueUrl, target),
            count,
            TimeSpan.FromSeconds(Number(attributes, "MessageRetentionPeriod") ?? TimeSpan.FromDays(4).TotalSeconds),
            (int)Math.Min(int.MaxValue, (Number(attributes, "ApproximateNumberOfMessages") ?? 0) + (Number(attributes, "ApproximateNumberOfMessagesNotVisible") ?? 0)));
    }

    private static (string? Target, int? MaxReceiveCount) RedrivePolicy(string? json)
    {
        if (string.IsNullOrEmpty(json))
        {
            return (null, null);
        }

        // The console writes the count as a number, other tools as text.
        using var policy = JsonDocument.Parse(json);
        var count = policy.RootElement.GetProperty("maxReceiveCount");
        return (policy.RootElement.GetProperty("deadLetterTargetArn").GetString(), int.Parse(count.ToString(), NumberStyles.None, CultureInfo.InvariantCulture));
    }

    private static long? Number(IReadOnlyDictionary<string, string> attributes, string name) =>
        long.TryParse(attributes.GetValueOrDefault(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>Reads queues' attributes, and remembers them for as long as a change of them takes to be everywhere anyway.</summary>
internal sealed class QueueFactsReader(IAmazonSQS sqs, TimeProvider time)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(5);

    /// <summary>How much waits is told of a queue in which something does.</summary>
    private static readonly TimeSpan RememberedWhileWaiting = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, (DateTimeOffset At, QueueFacts Facts)> _known = new();

    /// <param name="mayFill">Nobody takes anything out of it, as far as the asker knows.</param>
    /// <exception cref="Amazon.Runtime.AmazonServiceException">AWS does not tell.</exception>
    public async Task<QueueFacts> ReadAsync(string queueUrl, bool mayFill, CancellationToken cancellationToken) =>
        _known.TryGetValue(queueUrl, out var known) && time.GetUtcNow() - known.At < (mayFill || known.Facts.Waiting > 0 ? RememberedWhileWaiting : Remembered)
            ? known.Facts
            : await ReadNowAsync(queueUrl, cancellationToken);

    public async Task<QueueFacts> ReadNowAsync(string queueUrl, CancellationToken cancellationToken)
    {
        var response = await sqs.GetQueueAttributesAsync(queueUrl, ["All"], cancellationToken);
        var facts = QueueFacts.Of(queueUrl, response.Attributes ?? []);
        _known[queueUrl] = (time.GetUtcNow(), facts);
        return facts;
    }
}
