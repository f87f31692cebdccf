using CrossCloudOps.Storage;

namespace CrossCloudOps.DeadLetters.Bulk;

/// <summary>An entry and what came of sending it.</summary>
internal sealed record BulkSettled(DeadLetterId Id, int Attempt, string Target, DateTimeOffset At, BulkOutcome Outcome);

/// <summary>Brings entries into the state that follows from the log. All of it may run twice.</summary>
internal sealed class BulkSettler(DeadLetterArchive archive)
{
    private const int MostConflicts = 20;
    private const int Lot = 20;

    /// <summary>
    /// At most a few windows' entries: a store over the network has them all at once. One on disk answers before it returns, and takes
    /// as many at once as there are lots.
    /// </summary>
    public Task SettleAsync(BulkJob job, IReadOnlyList<BulkSettled> entries) =>
        Task.WhenAll(entries.Chunk(Lot).Select(lot => Task.Run(() => Task.WhenAll(lot.Select(entry => SettleAsync(job, entry))))));

    /// <summary>Discards one; false if somebody else dealt with it, or is at it.</summary>
    public async Task<bool> DiscardAsync(BulkJob job, DeadLetterButton entry, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var discarded = new DeadLetterState { Status = DeadLetterStatus.Discarded, Attempt = entry.Attempt, JobId = job.Id, UserId = job.UserId, At = now };
        if (await WriteAsync(entry.Id, discarded, cancellationToken))
        {
            await archive.CloseAsync(entry.Id, cancellationToken);
            return true;
        }

        return false;
    }

    private async Task SettleAsync(BulkJob job, BulkSettled entry)
    {
        var state = new DeadLetterState
        {
            Status = entry.Outcome switch
            {
                { MessageId: not null } => DeadLetterStatus.Sent,
                { Error: BulkOutcome.Unconfirmed } => DeadLetterStatus.Unconfirmed,
                _ => DeadLetterStatus.Open,
            },
            Attempt = entry.Attempt,
            JobId = job.Id,
            UserId = job.UserId,
            At = entry.At,
            Target = entry.Target,
            NewMessageId = entry.Outcome.MessageId,
            Error = entry.Outcome.MessageId is null ? entry.Outcome.Error : null,
        };
        if (await WriteAsync(entry.Id, state, CancellationToken.None) && state.Status == DeadLetterStatus.Sent)
        {
            await archive.CloseAsync(entry.Id, CancellationToken.None);
        }
    }

    /// <summary>
    /// True if the state is that now. Most have none before. What was sent was sent, whatever is written there; anything less gives way
    /// to what others wrote. A single press that is found sending wrote that after this job's claim, and is about to withdraw.
    /// </summary>
    private async Task<bool> WriteAsync(DeadLetterId id, DeadLetterState state, CancellationToken cancellationToken)
    {
        if (state.Attempt <= 1 && await archive.WriteStateAsync(id, etag: null, state, cancellationToken) is not null)
        {
            return true;
        }

        for (var conflicts = 0; conflicts < MostConflicts; conflicts++)
        {
            var stored = await archive.ReadStateAsync(id, cancellationToken);
            if (stored?.Value is { } known)
            {
                if (known.JobId == state.JobId && known.Status == state.Status && known.NewMessageId == state.NewMessageId)
                {
                    return true;
                }

                if (state.Status != DeadLetterStatus.Sent && (DeadLetterPolicy.IsSettled(known) || known.Attempt > state.Attempt))
                {
                    return false;
                }
            }

            if (await archive.WriteStateAsync(id, stored?.ETag, state, cancellationToken) is not null)
            {
                return true;
            }
        }

        throw new StorageConflictException(id.StateName);
    }
}
