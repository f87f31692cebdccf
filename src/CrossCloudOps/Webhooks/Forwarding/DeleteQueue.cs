using System.Globalization;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace CrossCloudOps.Webhooks.Forwarding;

/// <summary>
/// Deletes messages of one queue, those of several groups in one call: what is asked for while calls are under way goes with the next. SQS
/// allows a FIFO queue 300 calls a second, however few messages are in each.
/// </summary>
internal sealed class DeleteQueue(IAmazonSQS sqs, string queueUrl)
{
    private const int BatchSize = 10;
    private const int MostCalls = 4;

    /// <summary>So many calls are made with what there is, so that one that hangs does not hold up all groups; more of them only if they are full.</summary>
    private const int CallsForFew = 2;

    private readonly Lock _lock = new();
    private readonly Queue<(string ReceiptHandle, TaskCompletionSource<bool> Done)> _waiting = new();
    private int _calls;

    /// <summary>True once SQS confirmed it.</summary>
    public Task<bool> DeleteAsync(string receiptHandle)
    {
        var done = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiting.Enqueue((receiptHandle, done));
            if (_calls >= (_waiting.Count < BatchSize ? CallsForFew : MostCalls))
            {
                return done.Task;
            }

            _calls++;
        }

        _ = Task.Run(DeleteAllAsync);
        return done.Task;
    }

    private async Task DeleteAllAsync()
    {
        while (Next() is { Count: > 0 } batch)
        {
            var deleted = await CallAsync([.. batch.Select(static b => b.ReceiptHandle)]);
            for (var n = 0; n < batch.Count; n++)
            {
                batch[n].Done.SetResult(deleted.Contains(n));
            }
        }
    }

    /// <summary>Empty when there is nothing more to do; that call is over then.</summary>
    private List<(string ReceiptHandle, TaskCompletionSource<bool> Done)> Next()
    {
        lock (_lock)
        {
            var batch = new List<(string, TaskCompletionSource<bool>)>(BatchSize);
            var most = _calls > CallsForFew && _waiting.Count < BatchSize ? 0 : BatchSize;
            while (batch.Count < most && _waiting.TryDequeue(out var one))
            {
                batch.Add(one);
            }

            _calls -= batch.Count == 0 ? 1 : 0;
            return batch;
        }
    }

    /// <summary>The places of those that SQS confirmed.</summary>
    private async Task<HashSet<int>> CallAsync(List<string> receiptHandles)
    {
        try
        {
            // Also while the app stops: what was delivered should not be delivered again.
            var response = await sqs.DeleteMessageBatchAsync(queueUrl, [.. receiptHandles.Select(static (h, n) => new DeleteMessageBatchRequestEntry($"{n}", h))], CancellationToken.None);
            return [.. (response.Successful ?? []).Select(static s => int.Parse(s.Id, CultureInfo.InvariantCulture))];
        }
#pragma warning disable CA1031 // Whatever it was, the message is not known to be deleted; those who wait must hear of it.
        catch (Exception)
#pragma warning restore CA1031
        {
            return [];
        }
    }
}
