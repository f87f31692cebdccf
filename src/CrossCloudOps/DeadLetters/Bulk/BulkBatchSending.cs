using CrossCloudOps.Aws;

namespace CrossCloudOps.DeadLetters.Bulk;

/// <summary>How a batch ended: results, if anything of it happened, and what SQS refused or did not answer.</summary>
/// <param name="IsKnown">False: another run has to find out.</param>
internal sealed record BulkBatchEnd(IReadOnlyList<BulkOutcome> Results, AwsFailure? Failure = null, bool IsKnown = true);

/// <summary>Sends a batch that was begun until its end is known, or nobody can know it any more.</summary>
internal sealed class BulkBatchSending(BulkSender sender, BulkSlice slice, bool inOrder, TimeProvider time)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    public async Task<BulkBatchEnd> SendAsync(BulkBegin begin, BulkBatch batch)
    {
        for (var tries = 1; ; tries++)
        {
            var answer = await sender.SendAsync(batch);
            if (answer.Failure is null)
            {
                return new BulkBatchEnd(Held(batch, answer.Results));
            }

            // Of a batch that an earlier run began nobody knows what that one's send did.
            if (tries == 1 && answer.Failure.IsCertain && begin.At >= slice.Began)
            {
                return new BulkBatchEnd([], answer.Failure);
            }

            // It may have arrived, now or at an earlier try. On a FIFO queue SQS swallows it the second time.
            var pause = BulkPolicy.Wait(tries) < LongestPause ? BulkPolicy.Wait(tries) : LongestPause;
            if (!DeadLetterPolicy.MaySendAgain(begin.Target, begin.At, time.GetUtcNow() + pause))
            {
                return Unconfirmed(batch) with { Failure = answer.Failure };
            }

            await Task.Delay(pause, time, CancellationToken.None);
            if (!await slice.IsHeldAsync())
            {
                return new BulkBatchEnd([], answer.Failure, IsKnown: false);
            }
        }
    }

    public BulkBatchEnd Unconfirmed(BulkBatch batch) =>
        new(Held(batch, [.. batch.Entries.Select(static e => new BulkOutcome(e.Position, null, BulkOutcome.Unconfirmed))]));

    /// <summary>Where order counts, what was not sent holds back what follows it in its group.</summary>
    private IReadOnlyList<BulkOutcome> Held(BulkBatch batch, IReadOnlyList<BulkOutcome> results) => !inOrder ? results
        : [.. results.Select(r => r.MessageId is null ? r with { Group = batch.Entries.Find(e => e.Position == r.Position)!.Group } : r)];
}
