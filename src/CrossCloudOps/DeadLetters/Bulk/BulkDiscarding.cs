using CrossCloudOps.Storage;

namespace CrossCloudOps.DeadLetters.Bulk;

/// <summary>Discards what a job selected. State and place of each entry are all the progress there is: doing it again changes nothing.</summary>
internal sealed class BulkDiscarding(BulkBook book, BulkSettler settler, BulkTelling telling, TimeProvider time)
{
    private const int AtOnce = 16;
    private const int BetweenLooks = 200;

    /// <summary>True if it may go on at once.</summary>
    public async Task<bool> RunAsync(BulkJob job, BulkSlice slice, CancellationToken cancellationToken)
    {
        while (job.ChunksDone < job.Chunks)
        {
            var chunk = (await book.ReadChunkAsync(job.Id, job.ChunksDone, cancellationToken))!;
            var counts = new BulkCounts();
            foreach (var some in chunk.Ids.Chunk(BetweenLooks))
            {
                if (!await slice.MayGoOnAsync(cancellationToken) || await book.ReadAsync(job.Id, cancellationToken) is not { } stored)
                {
                    return false;
                }

                if (stored.StopBy is not null)
                {
                    await book.ChangeAsync(job.Id, j => j with { Counts = job.Folded + counts }, cancellationToken);
                    return await telling.EndAsync(job, BulkEnding.Stopped, reason: null, cancellationToken);
                }

                counts += await DiscardAsync(job, some, cancellationToken);
                if (slice.IsTimeToTell())
                {
                    job = await book.ChangeAsync(job.Id, j => j with { Counts = j.Folded + counts }, cancellationToken) ?? job;
                    await telling.TellAsync(job, cancellationToken);
                }
            }

            var through = job.ChunksDone + 1;
            job = await book.ChangeAsync(
                job.Id, j => j.ChunksDone >= through ? j : j with { ChunksDone = through, Folded = j.Folded + counts, Counts = j.Folded + counts }, cancellationToken) ?? job;
        }

        return await telling.EndAsync(job, BulkEnding.Done, reason: null, cancellationToken);
    }

    private async Task<BulkCounts> DiscardAsync(BulkJob job, string[] ids, CancellationToken cancellationToken)
    {
        var (discarded, gone, unreadable) = (0, 0, 0);
        await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (id, token) =>
        {
            try
            {
                _ = await settler.DiscardAsync(job, DeadLetterButton.Parse(id)!, time.GetUtcNow(), token)
                    ? Interlocked.Increment(ref discarded)
                    : Interlocked.Increment(ref gone);
            }
            catch (UnreadableDocumentException)
            {
                Interlocked.Increment(ref unreadable);
            }
        });
        return new BulkCounts { Discarded = discarded, Gone = gone, Unreadable = unreadable };
    }
}
