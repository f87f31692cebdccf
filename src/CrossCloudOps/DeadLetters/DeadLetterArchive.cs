using CrossCloudOps.Storage;

namespace CrossCloudOps.DeadLetters;

/// <summary>
/// The documents of dead letters. An entry is written once, under a name that is also its place in the index of open ones, so that a
/// dead letter costs one write; when it is dealt with, it moves: copied first, then deleted. Its state is a document of its own, written
/// when somebody acts.
/// </summary>
internal sealed class DeadLetterArchive(IDocumentStore store)
{
    /// <summary>Writes the entry if it is not there; what was archived first is what counts.</summary>
    public Task AddAsync(DeadLetterId id, DeadLetter letter, CancellationToken cancellationToken) =>
        store.CreateAsync(id.OpenName, letter, DeadLettersJson.Archive.DeadLetter, cancellationToken);

    public async Task<DeadLetter?> ReadAsync(DeadLetterId id, CancellationToken cancellationToken) =>
        ((await store.ReadAsync(id.OpenName, DeadLettersJson.Archive.DeadLetter, cancellationToken))
        ?? await store.ReadAsync(id.ClosedName, DeadLettersJson.Archive.DeadLetter, cancellationToken))?.Value;

    public Task<Stored<DeadLetterState>?> ReadStateAsync(DeadLetterId id, CancellationToken cancellationToken) =>
        store.ReadAsync(id.StateName, DeadLettersJson.Archive.DeadLetterState, cancellationToken);

    /// <summary>Writes a state over the one that was read (null: none). Returns its ETag, or null if somebody else was faster.</summary>
    public Task<string?> WriteStateAsync(DeadLetterId id, string? etag, DeadLetterState state, CancellationToken cancellationToken) =>
        etag is null
            ? store.CreateAsync(id.StateName, state, DeadLettersJson.Archive.DeadLetterState, cancellationToken)
            : store.ReplaceAsync(id.StateName, etag, state, DeadLettersJson.Archive.DeadLetterState, cancellationToken);

    /// <summary>Takes an entry out of the open ones. The bytes move as they are.</summary>
    public async Task CloseAsync(DeadLetterId id, CancellationToken cancellationToken)
    {
        if (await store.ReadAsync(id.OpenName, cancellationToken) is { } entry)
        {
            await store.CreateAsync(id.ClosedName, entry.Content, cancellationToken);
            await store.DeleteAsync(id.OpenName, etag: null, cancellationToken);
        }
    }

    /// <summary>The open ones of a group, longest sent first.</summary>
    public IAsyncEnumerable<DeadLetterId> ListOpenAsync(string queueKey, string fingerprint, CancellationToken cancellationToken) =>
        store.ListAsync(DeadLetterId.OpenIn(queueKey, fingerprint), cancellationToken).Select(static d => DeadLetterId.Parse(d.Name)).OfType<DeadLetterId>();
}
