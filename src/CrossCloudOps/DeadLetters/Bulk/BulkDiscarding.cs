using CrossCloudOps.Storage;

namespace CrossCloudOps.DeadLetters.Bulk;

/// <summary>Discards what a job selected. State and place of each entry are all the progress there is: doing it again changes nothing.</summary>
internal sealed class BulkDiscarding(BulkBook book, BulkSettler settler, BulkTelling telling, TimeProvider time)
{
    /// <summary>So many are in hand at once; between two such lots it is looked for a stop.</summary>
    private const int AtOnce = 40;

    /// <summary>True if it may go on at once.</summary>
    public async Task<bool> RunAsync(BulkJob job, BulkSlice slice, CancellationToken cancellationToken)
    {
        while (job.ChunksDone < job.Chunks)
        {
            var chunk = (await book.ReadChunkAsync(job.Id, job.ChunksDone, cancellationToken))!;
            var counts = new BulkCounts();
            foreach (var some in chunk.Ids.Chunk(AtOnce))
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
        var counts = await Task.WhenAll(ids.Select(id => DiscardAsync(job, id, cancellationToken)));
        return counts.Aggregate(static (a, b) => a + b);
    }

    private async Task<BulkCounts> DiscardAsync(BulkJob job, string id, CancellationToken cancellationToken)
    {
        try
        {
            return await settler.DiscardAsync(job, DeadLetterButton.Parse(id)!, time.GetUtcNow(), cancellationToken)
                ? new BulkCounts { Discarded = 1 }
                : new BulkCounts { Gone = 1 };
        }
        catch (UnreadableDocumentException)
        {
            return new BulkCounts { Unreadable = 1 };
        }
    }
}
