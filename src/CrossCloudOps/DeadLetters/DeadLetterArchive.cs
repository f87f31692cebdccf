using CrossCloudOps.Storage;

namespace CrossCloudOps.DeadLetters;

/// <summary>The documents of dead letters: entry (written once), state (written on action), and the index of those that are open.</summary>
internal sealed class DeadLetterArchive(IDocumentStore store)
{
    /// <summary>Writes the entry if it is not there; what was archived first is what counts.</summary>
    public async Task<(DeadLetter Letter, bool IsNew)> AddAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        var name = DeadLetterId.Of(letter).EntryName;
        if (await store.CreateAsync(name, letter, DeadLettersJson.Archive.DeadLetter, cancellationToken) is not null)
        {
            return (letter, true);
        }

        return ((await store.ReadAsync(name, DeadLettersJson.Archive.DeadLetter, cancellationToken))?.Value ?? letter, false);
    }

    public async Task<DeadLetter?> ReadAsync(DeadLetterId id, CancellationToken cancellationToken) =>
        (await store.ReadAsync(id.EntryName, DeadLettersJson.Archive.DeadLetter, cancellationToken))?.Value;

    public Task<Stored<DeadLetterState>?> ReadStateAsync(DeadLetterId id, CancellationToken cancellationToken) =>
        store.ReadAsync(id.StateName, DeadLettersJson.Archive.DeadLetterState, cancellationToken);

    /// <summary>Writes a state over the one that was read (null: none). Returns its ETag, or null if somebody else was faster.</summary>
    public Task<string?> WriteStateAsync(DeadLetterId id, string? etag, DeadLetterState state, CancellationToken cancellationToken) =>
        etag is null
            ? store.CreateAsync(id.StateName, state, DeadLettersJson.Archive.DeadLetterState, cancellationToken)
            : store.ReplaceAsync(id.StateName, etag, state, DeadLettersJson.Archive.DeadLetterState, cancellationToken);

    public Task OpenAsync(DeadLetterId id, CancellationToken cancellationToken) =>
        store.CreateAsync(id.IndexName, ReadOnlyMemory<byte>.Empty, cancellationToken);

    public Task CloseAsync(DeadLetterId id, CancellationToken cancellationToken) =>
        store.DeleteAsync(id.IndexName, etag: null, cancellationToken);

    /// <summary>The open ones of a group, longest sent first.</summary>
    public IAsyncEnumerable<DeadLetterId> ListOpenAsync(string queueKey, string fingerprint, CancellationToken cancellationToken) =>
        store.ListAsync(DeadLetterId.OpenIn(queueKey, fingerprint), cancellationToken).Select(static d => DeadLetterId.Parse(d.Name)).OfType<DeadLetterId>();
}
