using CrossCloudOps.Storage;

namespace CrossCloudOps.DeadLetters.Bulk;

/// <summary>
/// Writes down which dead letters a job is about, in order, once. It reads names and states; bodies only where a text is looked for.
/// What a run that died wrote down stays, and the next goes on behind it.
/// </summary>
internal sealed class BulkSelector(DeadLetterArchive archive, BulkBook book, BulkClaims claims, TimeProvider time)
{
    private const int StatesAtOnce = 64;
    private const int BodiesAtOnce = 10;

    /// <summary>One round of selecting. Null if this run must stop before the end; else the job in its next phase.</summary>
    public async Task<BulkJob?> SelectAsync(BulkJob job, BulkSlice slice, CancellationToken cancellationToken)
    {
        var kinds = job.Selection.Fingerprint is { } only ? [only] : await archive.ListKindsAsync(job.Selection.QueueKey, cancellationToken).ToListAsync(cancellationToken);
        var claimed = new List<string>();
        foreach (var kind in kinds)
        {
            if (await claims.TakeAsync(job, kind, cancellationToken))
            {
                claimed.Add(kind);
            }
        }

        if (kinds.Count > 0 && claimed.Count == 0)
        {
            return await book.ChangeAsync(job.Id, j => j with { Phase = BulkPhase.Ended, Ending = BulkEnding.Busy, EndedAt = time.GetUtcNow() }, cancellationToken);
        }

        return await WriteAsync(job, claimed, slice, cancellationToken) is { } written ? await SealAsync(job, written, cancellationToken) : null;
    }

    private Task<BulkJob?> SealAsync(BulkJob job, Written written, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return book.ChangeAsync(
            job.Id,
            j => j with
            {
                Phase = j.Act == BulkAct.SendBack && written.Selected > 1 ? BulkPhase.Canary : BulkPhase.Acting,
                Selected = written.Selected + written.Unreadable,
                Chunks = written.Chunks,
                Folded = new BulkCounts { Unreadable = written.Unreadable },
                Counts = new BulkCounts { Unreadable = written.Unreadable },
                PaceFrom = now,
            },
            cancellationToken);
    }

    private async Task<Written?> WriteAsync(BulkJob job, List<string> kinds, BulkSlice slice, CancellationToken cancellationToken)
    {
        var order = new BulkOrder(acrossKinds: job.Selection is { IsInOrder: true, Fingerprint: null });
        var (written, last) = await ReadAsync(job, cancellationToken);
        var ids = new List<string>(BulkChunk.Size);
        var unreadable = 0;
        var entries = order.MergeAsync([.. kinds.Select(kind => archive.ListOpenSinceAsync(job.Selection.QueueKey, kind, cancellationToken))])
            .Where(e => job.Selection.MayHold(e.Id, e.Since) && (last is null || order.Compare(e.Id, last) > 0)).Select(static e => e.Id);
        await foreach (var some in entries.Chunk(job.Selection.Matching is null ? StatesAtOnce : BodiesAtOnce).WithCancellation(cancellationToken))
        {
            foreach (var (id, isReadable) in await Task.WhenAll(some.Select(id => CandidateAsync(job, id, cancellationToken))))
            {
                ids.AddRange(id is null ? [] : [id]);
                unreadable += isReadable ? 0 : 1;
                if (ids.Count == BulkChunk.Size)
                {
                    // If it is there already, another run is at this job.
                    if (!await book.AddChunkAsync(job.Id, written.Chunks, new BulkChunk([.. ids], unreadable), cancellationToken) || !await slice.MayGoOnAsync(cancellationToken))
                    {
                        return null;
                    }

                    written = written.With(ids.Count, unreadable);
                    ids.Clear();
                    unreadable = 0;
                }
            }
        }

        if (ids.Count == 0 && unreadable == 0)
        {
            return written;
        }

        return await book.AddChunkAsync(job.Id, written.Chunks, new BulkChunk(ids, unreadable), cancellationToken) ? written.With(ids.Count, unreadable) : null;
    }

    /// <summary>What earlier runs wrote down, and the last one of it.</summary>
    private async Task<(Written Written, DeadLetterId? Last)> ReadAsync(BulkJob job, CancellationToken cancellationToken)
    {
        var written = new Written(0, 0, 0);
        DeadLetterId? last = null;
        while (await book.ReadChunkAsync(job.Id, written.Chunks, cancellationToken) is { } chunk)
        {
            written = written.With(chunk.Ids.Count, chunk.Unreadable);
            last = chunk.Ids is [.., var id] ? DeadLetterButton.Parse(id)!.Id : last;
        }

        return (written, last);
    }

    /// <summary>The dead letter with its attempts so far, if it waits for somebody and holds the text that is looked for.</summary>
    private async Task<(string? Id, bool IsReadable)> CandidateAsync(BulkJob job, DeadLetterId id, CancellationToken cancellationToken)
    {
        try
        {
            var state = (await archive.ReadStateAsync(id, cancellationToken))?.Value;
            if (DeadLetterPolicy.IsSettled(state))
            {
                await archive.CloseAsync(id, cancellationToken);
                return (null, true);
            }

            var holds = state is null or { Status: DeadLetterStatus.Open }
                && (job.Selection.Matching is null || (await archive.ReadOpenAsync(id, cancellationToken) is { } letter && job.Selection.Matches(letter)));
            return (holds ? new DeadLetterButton(id, state?.Attempt ?? 0).ToString() : null, true);
        }
        catch (UnreadableDocumentException)
        {
            return (null, false);
        }
    }

    private sealed record Written(int Chunks, int Selected, int Unreadable)
    {
        public Written With(int selected, int unreadable) => new(Chunks + 1, Selected + selected, Unreadable + unreadable);
    }
}
