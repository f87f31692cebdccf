using System.Collections.Concurrent;
using Amazon.SQS;
using Amazon.SQS.Model;
using CrossCloudOps.Aws;
using CrossCloudOps.DeadLetters.Bulk;
using CrossCloudOps.DeadLetters.Lists;
using CrossCloudOps.Problems;
using CrossCloudOps.Telemetry;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.DeadLetters;

/// <summary>
/// Brings dead letters from their queues into the archive. For each message: entry, problem, and only then the deletion from the queue;
/// each step may run twice, and one that fails leaves the message in the queue for the next run.
/// </summary>
internal sealed partial class DeadLetterCollector(
    IAmazonSQS sqs, DeadLetterArchive archive, DeadLetterSources sources, ProblemBook book, AccessProblems access,
    DeadLetterQueues queues, BulkBook bulk, DeadLetterTelemetry telemetry, QueueHistory history, TimeProvider time, ILogger<DeadLetterCollector> logger)
{
    /// <summary>A full queue is drained by this many receivers at once.</summary>
    public const int ReceiversPerQueue = 4;

    private const int BatchSize = 10;
    private const int QueuesAtOnce = 16;

    /// <summary>Waiting one second asks all of SQS's servers; more only costs.</summary>
    private const int WaitSeconds = 1;

    /// <summary>Long enough to archive ten of the largest messages, short enough for a crashed run's messages to come back soon.</summary>
    private const int VisibilitySeconds = 30;

    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(4);

    /// <summary>A problem that was touched within this time is not touched again by the same run: its marker still stands.</summary>
    private static readonly TimeSpan TouchEvery = TimeSpan.FromSeconds(15);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await Parallel.ForEachAsync(
            queues.All, new ParallelOptions { MaxDegreeOfParallelism = QueuesAtOnce, CancellationToken = cancellationToken },
            async (queue, token) => await CollectAsync(queue, token));
        await history.KeepAsync(cancellationToken);
    }

    /// <summary>Collects one queue; false if it could not be read.</summary>
    public async Task<bool> CollectAsync(DeadLetterQueue queue, CancellationToken cancellationToken)
    {
        using var span = telemetry.Collecting(queue);
        try
        {
            if (await TryDrainAsync(queue, cancellationToken) is not { } failure)
            {
                await access.SucceededAsync(queue.Url, cancellationToken);
                return true;
            }

            Log.QueueUnreadable(logger, queue.Name, failure.Code);
            Instrumentation.Fail(span, failure.Code);
            await access.FailedAsync($"queue {queue.Name}", queue.Url, failure, queue.Channel, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // One queue that cannot be collected must not stop the others; its messages stay where they are.
            Log.QueueFailed(logger, queue.Name, e);
            Instrumentation.Fail(span, e.GetType().Name);
        }

        return false;
    }

    /// <summary>What AWS refused; null if the queue is empty now.</summary>
    private async Task<AwsFailure?> TryDrainAsync(DeadLetterQueue queue, CancellationToken cancellationToken)
    {
        try
        {
            await DrainAsync(queue, cancellationToken);
            return null;
        }
        catch (Exception e) when (AwsFailure.Of(e) is { } failure && !cancellationToken.IsCancellationRequested)
        {
            return failure;
        }
    }

    private async Task DrainAsync(DeadLetterQueue queue, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var run = new Run([], new ComeBacks(archive, queues));
        var first = await CollectBatchAsync(queue, run, cancellationToken);
        if (first > 0)
        {
            var receivers = first == BatchSize ? ReceiversPerQueue : 1;
            await Task.WhenAll(Enumerable.Range(0, receivers).Select(_ => Task.Run(DrainOneAsync, cancellationToken)));
        }

        async Task DrainOneAsync()
        {
            while (time.GetElapsedTime(start) < LongestRun && await CollectBatchAsync(queue, run, cancellationToken) > 0)
            {
            }
        }
    }

    /// <summary>Receives, archives and deletes up to ten messages. Returns how many: none too when the store took none of them.</summary>
    private async Task<int> CollectBatchAsync(DeadLetterQueue queue, Run run, CancellationToken cancellationToken)
    {
        var response = await sqs.ReceiveMessageAsync(
            new ReceiveMessageRequest
            {
                QueueUrl = queue.Url,
                MaxNumberOfMessages = BatchSize,
                WaitTimeSeconds = WaitSeconds,
                VisibilityTimeout = VisibilitySeconds,
                MessageAttributeNames = ["All"],
                MessageSystemAttributeNames = ["All"],
            }, cancellationToken);
        if (response.Messages is not { Count: > 0 } messages)
        {
            return 0;
        }

        var letters = await DeadLettersOfAsync(queue, messages, cancellationToken);
        var kinds = letters.Zip(messages).GroupBy(static l => l.First.Fingerprint).ToList();
        var kept = await Task.WhenAll(kinds.Select(kind => TryKeepAsync(queue, [.. kind.Select(static l => l.First)], run, cancellationToken)));
        var safe = kinds.Where((_, n) => kept[n]).SelectMany(static kind => kind.Select(static l => l.Second)).ToList();
        if (safe.Count > 0)
        {
            await DeleteAsync(queue, safe, cancellationToken);
        }

        return safe.Count;
    }

    /// <summary>Archives alike dead letters and touches their problem. What fails here stays in the queue and comes back.</summary>
    private async Task<bool> TryKeepAsync(
        DeadLetterQueue queue, IReadOnlyList<DeadLetter> alike, Run run, CancellationToken cancellationToken)
    {
        try
        {
            var waiting = await Task.WhenAll(alike.Select(letter => ArchiveAsync(DeadLetterId.Of(queue.Key, letter), letter, run.ComeBacks, cancellationToken)));
            if (waiting.Contains(true))
            {
                await TouchAsync(queue, alike[0], run.Touched, cancellationToken);
            }

            return true;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NotKept(logger, alike.Count, queue.Name, e);
            return false;
        }
    }

    private async Task<DeadLetter[]> DeadLettersOfAsync(DeadLetterQueue queue, List<Message> messages, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var letters = new DeadLetter[messages.Count];
        for (var i = 0; i < letters.Length; i++)
        {
            letters[i] = DeadLetterWire.Read(queue, messages[i], await sources.OfAsync(queue, messages[i], cancellationToken), now);
        }

        return letters;
    }

    /// <summary>False for one that was dealt with before, and is only to be deleted from the queue.</summary>
    private async Task<bool> ArchiveAsync(DeadLetterId id, DeadLetter letter, ComeBacks comeBacks, CancellationToken cancellationToken)
    {
        var mark = await comeBacks.MarkOfAsync(letter, cancellationToken);
        var waits = await archive.AddAsync(id, mark is null ? letter : letter with { CameBack = await comeBacks.LinkAsync(mark, cancellationToken) }, cancellationToken);
        if (waits && mark is not null)
        {
            await bulk.CameBackAsync(mark.JobId, id, cancellationToken);
        }

        return waits;
    }

    private async Task TouchAsync(DeadLetterQueue queue, DeadLetter letter, ConcurrentDictionary<string, long> touched, CancellationToken cancellationToken)
    {
        var key = DeadLetterId.ProblemKeyOf(queue.Key, letter.Fingerprint);
        if (touched.TryGetValue(key, out var at) && time.GetElapsedTime(at) < TouchEvery)
        {
            return;
        }

        var touching = time.GetTimestamp();
        await book.SeenAsync(DeadLetterProblems.Of(queue, letter, time.GetUtcNow()), cancellationToken);
        touched[key] = touching;
    }

    private async Task DeleteAsync(DeadLetterQueue queue, List<Message> messages, CancellationToken cancellationToken)
    {
        var entries = messages.Select(static (m, n) => new DeleteMessageBatchRequestEntry($"{n}", m.ReceiptHandle)).ToList();
        var response = await sqs.DeleteMessageBatchAsync(queue.Url, entries, cancellationToken);
        Log.Collected(logger, response.Successful?.Count ?? 0, queue.Name);
        telemetry.Collected(queue, response.Successful?.Count ?? 0);
        history.Archived(queue, response.Successful?.Count ?? 0);
        foreach (var failed in response.Failed ?? [])
        {
            // It comes back, is found in the archive and is deleted then.
            Log.NotDeleted(logger, queue.Name, failed.Code);
        }
    }

    /// <summary>What one run on one queue remembers: when it touched which problem, and how to know what came back.</summary>
    private sealed record Run(ConcurrentDictionary<string, long> Touched, ComeBacks ComeBacks);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Collected {Count} dead letters from {Queue}")]
        public static partial void Collected(ILogger logger, int count, string queue);

        [LoggerMessage(2, LogLevel.Warning, "A dead letter in {Queue} is archived but not yet deleted: {Code}")]
        public static partial void NotDeleted(ILogger logger, string queue, string code);

        [LoggerMessage(3, LogLevel.Warning, "The queue {Queue} cannot be read: {Code}")]
        public static partial void QueueUnreadable(ILogger logger, string queue, string code);

        [LoggerMessage(4, LogLevel.Error, "The collection of {Queue} ended early; its messages stay where they are")]
        public static partial void QueueFailed(ILogger logger, string queue, Exception exception);

        [LoggerMessage(5, LogLevel.Error, "{Count} dead letters of {Queue} could not be archived; they stay in the queue")]
        public static partial void NotKept(ILogger logger, int count, string queue, Exception exception);
    }
}
