namespace CrossCloudOps.DeadLetters.Lists;

/// <summary>How much of a queue waits in the archive.</summary>
/// <param name="OldestMs">When the one was sent that waits longest; null if none waits.</param>
internal sealed record QueueDepth(string QueueKey, int Open = 0, int Kinds = 0, long? OldestMs = null)
{
    public DeadLetterId? Oldest { get; init; }

    public DeadLetterId? Newest { get; init; }

    public QueueDepth With(DeadLetterId id, bool isNewKind) => this with
    {
        Open = Open + 1,
        Kinds = Kinds + (isNewKind ? 1 : 0),
        OldestMs = OldestMs < id.SentMs ? OldestMs : id.SentMs,
        Oldest = Oldest?.SentMs <= id.SentMs ? Oldest : id,
        Newest = Newest?.SentMs > id.SentMs ? Newest : id,
    };
}

/// <summary>Counts, from names alone, what waits in each queue: those that are watched, and those that were.</summary>
internal sealed class QueueDepths(DeadLetterArchive archive, DeadLetterQueues queues)
{
    /// <summary>The fullest first.</summary>
    public async Task<IReadOnlyList<QueueDepth>> ReadAsync(CancellationToken cancellationToken)
    {
        var depths = queues.All.ToDictionary(static q => q.Key, static q => new QueueDepth(q.Key));
        DeadLetterId? last = null;
        await foreach (var id in archive.ListOpenAsync(cancellationToken))
        {
            var isNewKind = last?.QueueKey != id.QueueKey || last.Fingerprint != id.Fingerprint;
            depths[id.QueueKey] = (depths.GetValueOrDefault(id.QueueKey) ?? new QueueDepth(id.QueueKey)).With(id, isNewKind);
            last = id;
        }

        return [.. depths.Values.OrderByDescending(static d => d.Open).ThenBy(static d => d.QueueKey, StringComparer.Ordinal)];
    }
}
