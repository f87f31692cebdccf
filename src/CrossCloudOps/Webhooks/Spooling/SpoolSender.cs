using Amazon.SQS;
using Amazon.SQS.Model;
using CrossCloudOps.Aws;

namespace CrossCloudOps.Webhooks.Spooling;

/// <summary>What came of a batch: for each entry null or a failure; or a failure of all.</summary>
internal sealed record SpoolAnswer(IReadOnlyList<AwsFailure?> Entries, AwsFailure? Failure = null);

/// <summary>Gives a batch to SQS. The deduplication ids make it harmless to give it twice.</summary>
internal sealed class SpoolSender(IAmazonSQS sqs, TimeProvider time)
{
    /// <summary>Within what a lease is trusted for beyond its last check.</summary>
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(15);

    public async Task<SpoolAnswer> SendAsync(string queueUrl, IEnumerable<SpoolRecord> records)
    {
        var entries = records.Select(static (r, n) => r.Webhook.ToEntry($"{n}")).ToList();
        using var limit = new CancellationTokenSource(AnswersWithin, time);
        try
        {
            var response = await sqs.SendMessageBatchAsync(new SendMessageBatchRequest(queueUrl, entries), limit.Token);
            return new SpoolAnswer([.. entries.Select(entry => Failure(entry.Id, response))]);
        }
        catch (Exception e) when (AwsFailure.Of(e) is { } failure)
        {
            return new SpoolAnswer([], failure);
        }
    }

    private static AwsFailure? Failure(string id, SendMessageBatchResponse response)
    {
        if (response.Successful?.Any(s => s.Id == id) == true)
        {
            return null;
        }

        return response.Failed?.FirstOrDefault(f => f.Id == id) is { } failed
            ? new AwsFailure(failed.Code.Split('.')[^1], failed.Message ?? "", IsTransient: failed.SenderFault != true, IsCertain: true)
            : new AwsFailure("NoAnswer", "SQS did not say what became of it.", IsTransient: true, IsCertain: false);
    }
}
