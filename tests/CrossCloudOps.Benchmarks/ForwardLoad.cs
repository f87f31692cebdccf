using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using Amazon.SQS;
using CrossCloudOps.Webhooks;

namespace CrossCloudOps.Benchmarks;

/// <summary>
/// Webhooks of about 1 kB as the app's own intake puts them into a queue. Each says at fixed places which group's it is, its number in the
/// group, and when it was sent, by the clock that all processes of a machine share.
/// </summary>
internal static class ForwardLoad
{
    private const string Start = "{\"group\":\"";
    private const string BeforeNumber = "\",\"number\":\"";
    private const string BeforeAt = "\",\"at\":\"";
    private const int GroupAt = 10;
    private const int GroupDigits = 3;
    private const int NumberAt = GroupAt + GroupDigits + 12;
    private const int NumberDigits = 5;
    private const int TimeAt = NumberAt + NumberDigits + 8;
    private const int TimeDigits = 19;
    private const int BatchSize = 10;
    private const int Senders = 4;

    /// <summary>Fills a queue, so that the groups are mixed and each one's numbers rise.</summary>
    public static Task FillAsync(IAmazonSQS sqs, string queueUrl, int groups, int each) =>
        Parallel.ForEachAsync(Enumerable.Range(0, Senders), new ParallelOptions { MaxDegreeOfParallelism = Senders }, async (sender, cancellationToken) =>
        {
            var own = Enumerable.Range(0, groups).Where(g => g % Senders == sender).ToList();
            foreach (var batch in Enumerable.Range(0, each).SelectMany(number => own.Select(group => (Group: group, Number: number))).Chunk(BatchSize))
            {
                var entries = batch.Select((m, n) =>
                {
                    var entry = Queued(m.Group, m.Number).ToEntry($"{n}");
                    (entry.MessageGroupId, entry.MessageDeduplicationId) = IsFifo(queueUrl) ? (entry.MessageGroupId, entry.MessageDeduplicationId) : (null, null);
                    return entry;
                });
                var response = await sqs.SendMessageBatchAsync(queueUrl, [.. entries], cancellationToken);
                if (response.Failed is { Count: > 0 } failed)
                {
                    throw new InvalidOperationException(failed[0].Message);
                }
            }
        });

    public static Task SendAsync(IAmazonSQS sqs, string queueUrl, int number)
    {
        var request = Queued(0, number).ToRequest(queueUrl);
        (request.MessageGroupId, request.MessageDeduplicationId) = IsFifo(queueUrl) ? (request.MessageGroupId, request.MessageDeduplicationId) : (null, null);
        return sqs.SendMessageAsync(request);
    }

    /// <summary>How many are left.</summary>
    public static async Task<int> CountAsync(IAmazonSQS sqs, string queueUrl)
    {
        var attributes = await sqs.GetQueueAttributesAsync(queueUrl, ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]);
        return attributes.Attributes.Values.Sum(static v => int.Parse(v, null));
    }

    public static (int Group, int Number, long SentAt) Read(ReadOnlySpan<byte> body) =>
        ((int)Digits(body.Slice(GroupAt, GroupDigits)), (int)Digits(body.Slice(NumberAt, NumberDigits)), Digits(body.Slice(TimeAt, TimeDigits)));

    private static long Digits(ReadOnlySpan<byte> text) => Utf8Parser.TryParse(text, out long number, out var length) && length == text.Length
        ? number
        : throw new FormatException("This is none of the benchmark's webhooks.");

    private static bool IsFifo(string queueUrl) => queueUrl.EndsWith(".fifo", StringComparison.Ordinal);

    private static QueuedWebhook Queued(int group, int number)
    {
        var id = Guid.NewGuid().ToString();
        var body = string.Create(
            CultureInfo.InvariantCulture,
            $"{Start}{group:D3}{BeforeNumber}{number:D5}{BeforeAt}{Stopwatch.GetTimestamp():D19}\",\"type\":\"OrderPlaced\",\"customer\":{{\"id\":\"c-{group}\",\"name\":\"Zoë Åström\"}},\"note\":\"{new string('x', 850)}\"}}");
        return WebhookWire.Write(
            new Webhook { Id = id, Body = System.Text.Encoding.UTF8.GetBytes(body), ContentType = "application/json", ReceivedAt = TimeProvider.System.GetUtcNow() }, $"group-{group:D3}", id);
    }
}
