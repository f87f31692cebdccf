using System.Globalization;
using System.Text.Json;
using Amazon.SQS;
using CrossCloudOps.Aws;
using CrossCloudOps.Storage;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.DeadLetters.Bulk;

/// <summary>
/// Watches whether the one that was sent first comes back. SQS cannot be asked about one message, so it is watched until SQS must have
/// given it back, or until the queue it was sent to is empty.
/// </summary>
internal sealed class BulkCanary(
    IAmazonSQS sqs, BulkBook book, BulkTelling telling, DeadLetterCollector collector, DeadLetterQueues queues, IOptions<DeadLettersOptions> options, TimeProvider time)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(15);

    /// <summary>SQS's counts lag behind, so empty is what reads empty twice this far apart.</summary>
    private static readonly TimeSpan EmptyFor = TimeSpan.FromMinutes(1);

    private readonly DeadLettersOptions _options = options.Value;

    /// <summary>One look. True if the job may go on at once.</summary>
    public async Task<bool> LookAsync(BulkJob job, CancellationToken cancellationToken)
    {
        if (await CameBackAsync(job, cancellationToken))
        {
            return await telling.EndAsync(job, BulkEnding.CanaryCameBack, reason: null, cancellationToken);
        }

        var (source, failure) = await ReadAsync(job.Watch!.Target, cancellationToken);
        if (source is null)
        {
            return failure!.IsTransient ? await LaterAsync(job, job.Watch, cancellationToken) : await AskAsync(job, $"its queue cannot be read: {failure.Code}", cancellationToken);
        }

        var (needs, reason) = BulkPolicy.Watch(source, queues.All.Select(static q => q.Key).ToHashSet(), _options.LongestCanaryWatch);
        if (needs is null)
        {
            return await AskAsync(job, reason!, cancellationToken);
        }

        var now = time.GetUtcNow();
        var watch = job.Watch with
        {
            Until = job.Watch.From + needs,
            DeadLetterQueue = source.DeadLetterQueueKey,
            EmptySince = source.Messages > 0 ? null : job.Watch.EmptySince ?? now,
        };
        return now >= watch.Until || now - watch.EmptySince >= EmptyFor
            ? await ConcludeAsync(job, watch, cancellationToken)
            : await LaterAsync(job, watch, cancellationToken);
    }

    /// <summary>Somebody said that it may go on without a conclusion; not against one.</summary>
    public async Task<bool> GoOnAsync(BulkJob job, CancellationToken cancellationToken) =>
        await CameBackAsync(job, cancellationToken)
            ? await telling.EndAsync(job, BulkEnding.CanaryCameBack, reason: null, cancellationToken)
            : await ActAsync(job, job.Watch!, cancellationToken);

    /// <summary>What SQS gave back may still be in the dead-letter queue: that is collected first.</summary>
    private async Task<bool> ConcludeAsync(BulkJob job, BulkWatch watch, CancellationToken cancellationToken)
    {
        if (!await collector.CollectAsync(queues.All.First(q => q.Key == watch.DeadLetterQueue), cancellationToken))
        {
            return await LaterAsync(job, watch, cancellationToken);
        }

        return await CameBackAsync(job, cancellationToken)
            ? await telling.EndAsync(job, BulkEnding.CanaryCameBack, reason: null, cancellationToken)
            : await ActAsync(job, watch, cancellationToken);
    }

    private async Task<bool> CameBackAsync(BulkJob job, CancellationToken cancellationToken) => await book.CountReturnedAsync(job.Id, cancellationToken) > 0;

    private Task<bool> ActAsync(BulkJob job, BulkWatch watch, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return ChangeAsync(job, j => j with { Phase = BulkPhase.Acting, Watch = watch, DueAt = null, Reason = null, PaceFrom = now, PaceBegun = j.Counts.Begun }, cancellationToken);
    }

    private Task<bool> AskAsync(BulkJob job, string reason, CancellationToken cancellationToken) =>
        ChangeAsync(job, j => j with { Phase = BulkPhase.AwaitingGo, Reason = reason, DueAt = null }, cancellationToken);

    private async Task<bool> LaterAsync(BulkJob job, BulkWatch watch, CancellationToken cancellationToken)
    {
        var due = time.GetUtcNow() + BetweenLooks;
        await ChangeAsync(job, j => j with { Watch = watch, DueAt = watch.Until < due ? watch.Until : due }, cancellationToken);
        return false;
    }

    private async Task<bool> ChangeAsync(BulkJob job, Func<BulkJob, BulkJob> change, CancellationToken cancellationToken)
    {
        if (await book.ChangeAsync(job.Id, change, cancellationToken) is not { } changed)
        {
            return false;
        }

        await telling.TellAsync(changed, cancellationToken);
        return true;
    }

    private async Task<(SourceReading? Source, AwsFailure? Failure)> ReadAsync(string target, CancellationToken cancellationToken)
    {
        try
        {
            var response = await sqs.GetQueueAttributesAsync(
                target,
                ["RedrivePolicy", "VisibilityTimeout", "ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible", "ApproximateNumberOfMessagesDelayed"],
                cancellationToken);
            var attributes = response.Attributes ?? [];
            var (deadLetterQueue, receives) = RedriveOf(attributes.GetValueOrDefault("RedrivePolicy"));
            var messages = attributes.Where(static a => a.Key.StartsWith("ApproximateNumberOfMessages", StringComparison.Ordinal)).Sum(static a => Number(a.Value));
            return (new SourceReading(deadLetterQueue, receives, TimeSpan.FromSeconds(Number(attributes.GetValueOrDefault("VisibilityTimeout"))), messages), null);
        }
        catch (Exception e) when (AwsFailure.Of(e) is { } failure && !cancellationToken.IsCancellationRequested)
        {
            return (null, failure);
        }
    }

    /// <summary>The key of the dead-letter queue, and after how many receives a message goes there.</summary>
    private static (string? QueueKey, int MaxReceiveCount) RedriveOf(string? policy)
    {
        if (string.IsNullOrEmpty(policy))
        {
            return (null, 0);
        }

        using var json = JsonDocument.Parse(policy);
        return json.RootElement.TryGetProperty("deadLetterTargetArn", out var arn) && arn.GetString()?.Split(':') is [_, _, _, _, var account, var name]
            ? (DocumentName.Segment($"{account}/{name}"), json.RootElement.TryGetProperty("maxReceiveCount", out var count) ? Number(count.ToString()) : 0)
            : (null, 0);
    }

    private static int Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
