using System.Text;
using CrossCloudOps.Storage;

namespace CrossCloudOps.DeadLetters;

/// <summary>
/// The documents of dead letters. An entry is written once, under a name that is also its place in the index of open ones, so that a
/// dead letter costs one write; when it is dealt with, it moves. Its state is a document of its own, written when somebody acts.
/// </summary>
internal sealed class DeadLetterArchive(IDocumentStore store)
{
    /// <summary>
    /// Writes the entry if it is not there; what was archived first is what counts. False for one that was dealt with before: it is in
    /// the queue again because its deletion was lost. Looked for after the writing, since what is closed meanwhile left the open ones before.
    /// </summary>
    public async Task<bool> AddAsync(DeadLetterId id, DeadLetter letter, CancellationToken cancellationToken)
    {
        await store.CreateAsync(id.OpenName, letter, DeadLettersJson.Archive.DeadLetter, cancellationToken);
        return !await TakeOutClosedAsync(id, cancellationToken);
    }

    public async Task<DeadLetter?> ReadAsync(DeadLetterId id, CancellationToken cancellationToken) =>
        await ReadOpenAsync(id, cancellationToken)
        ?? (await store.ReadAsync(id.ClosedName, DeadLettersJson.Archive.DeadLetter, cancellationToken))?.Value;

    /// <summary>Null if it is not among the open ones.</summary>
    public async Task<DeadLetter?> ReadOpenAsync(DeadLetterId id, CancellationToken cancellationToken) =>
        (await store.ReadAsync(id.OpenName, DeadLettersJson.Archive.DeadLetter, cancellationToken))?.Value;

    public Task<Stored<DeadLetterState>?> ReadStateAsync(DeadLetterId id, CancellationToken cancellationToken) =>
        store.ReadAsync(id.StateName, DeadLettersJson.Archive.DeadLetterState, cancellationToken);

    /// <summary>Writes a state over the one that was read (null: none). Returns its ETag, or null if somebody else was faster.</summary>
    public Task<string?> WriteStateAsync(DeadLetterId id, string? etag, DeadLetterState state, CancellationToken cancellationToken) =>
        etag is null
            ? store.CreateAsync(id.StateName, state, DeadLettersJson.Archive.DeadLetterState, cancellationToken)
            : store.ReplaceAsync(id.StateName, etag, state, DeadLettersJson.Archive.DeadLetterState, cancellationToken);

    public async Task<bool> IsUnchangedAsync(DeadLetterId id, string etag, CancellationToken cancellationToken) =>
        (await ReadStateAsync(id, cancellationToken))?.ETag == etag;

    /// <summary>Takes an entry out of the open ones; false if it is not among them. The bytes move as they are.</summary>
    public Task<bool> CloseAsync(DeadLetterId id, CancellationToken cancellationToken) => store.MoveAsync(id.OpenName, id.ClosedName, cancellationToken);

    /// <summary>Takes an entry out of the archive for good, its state first: without the entry nothing would lead to it.</summary>
    public async Task ForgetAsync(DeadLetterId id, CancellationToken cancellationToken)
    {
        await store.DeleteAsync(id.StateName, etag: null, cancellationToken);
        await store.DeleteAsync(id.OpenName, etag: null, cancellationToken);
        await store.DeleteAsync(id.ClosedName, etag: null, cancellationToken);
    }

    /// <summary>An entry that is open and closed was dealt with: it leaves the open ones. False if it is not closed.</summary>
    public async Task<bool> TakeOutClosedAsync(DeadLetterId id, CancellationToken cancellationToken)
    {
        if (await store.ReadAsync(id.ClosedName, cancellationToken) is null)
        {
            return false;
        }

        await CloseAsync(id, cancellationToken);
        return true;
    }

    /// <summary>Takes an entry out of the open ones if it was dealt with, by its state or its place. False if it waits for somebody.</summary>
    public async Task<bool> TakeOutIfDealtWithAsync(DeadLetterId id, CancellationToken cancellationToken)
    {
        if (!DeadLetterPolicy.IsSettled((await ReadStateAsync(id, cancellationToken))?.Value))
        {
            return await TakeOutClosedAsync(id, cancellationToken);
        }

        await CloseAsync(id, cancellationToken);
        return true;
    }

    /// <summary>The open ones of a group, longest sent first.</summary>
    public IAsyncEnumerable<DeadLetterId> ListOpenAsync(string queueKey, string fingerprint, CancellationToken cancellationToken) =>
        ListOpenSinceAsync(queueKey, fingerprint, cancellationToken).Select(static d => d.Id);

    /// <summary>The open ones of a group, longest sent first, with the store's time of their coming.</summary>
    public IAsyncEnumerable<(DeadLetterId Id, DateTimeOffset Since)> ListOpenSinceAsync(string queueKey, string fingerprint, CancellationToken cancellationToken) =>
        ListAsync(DeadLetterId.OpenIn(queueKey, fingerprint), cancellationToken);

    /// <summary>The open ones of all queues, in the order of their names.</summary>
    public IAsyncEnumerable<DeadLetterId> ListOpenAsync(CancellationToken cancellationToken) =>
        ListAsync(DeadLetterId.OpenFolder, cancellationToken).Select(static d => d.Id);

    /// <summary>The open ones of a queue, of one kind or of all, in the order of their names, with the store's time of their coming; or those that were dealt with.</summary>
    public IAsyncEnumerable<(DeadLetterId Id, DateTimeOffset Since)> ListAsync(string queueKey, string? fingerprint, bool closed, CancellationToken cancellationToken) =>
        ListAsync($"{(closed ? DeadLetterId.ClosedFolder : DeadLetterId.OpenFolder)}{queueKey}/{(fingerprint is null ? "" : $"{fingerprint}/")}", cancellationToken);

    /// <summary>The fingerprints of a queue's open ones, in their order.</summary>
    public IAsyncEnumerable<string> ListKindsAsync(string queueKey, CancellationToken cancellationToken) =>
        store.ListAsync(DeadLetterId.OpenIn(queueKey), cancellationToken)
            .Select(static d => DeadLetterId.Parse(d.Name)?.Fingerprint).OfType<string>().Distinct();

    private IAsyncEnumerable<(DeadLetterId Id, DateTimeOffset Since)> ListAsync(string folder, CancellationToken cancellationToken) =>
        store.ListAsync(folder, cancellationToken)
            .Select(static d => (Id: DeadLetterId.Parse(d.Name)!, Since: d.LastModified)).Where(static d => d.Id is not null);

    /// <summary>
    /// Remembers where a message came from that goes out without our mark. Only those: for the others it would be one more write with
    /// each send, one more read with each message collected, and alike bodies of other origin would be taken for the same.
    /// </summary>
    public Task RememberUnmarkedAsync(DeadLetter letter, string target, SentMark mark, CancellationToken cancellationToken) =>
        store.WriteAsync(SentMark.NameOf(target, letter), Encoding.UTF8.GetBytes(mark.ToString()), cancellationToken);

    public async Task<bool> RemembersUnmarkedAsync(string target, CancellationToken cancellationToken) =>
        await store.ListAsync(SentMark.FolderOf(target), cancellationToken).AnyAsync(cancellationToken);

    public async Task<SentMark?> FindUnmarkedAsync(string target, DeadLetter letter, CancellationToken cancellationToken) =>
        await store.ReadAsync(SentMark.NameOf(target, letter), cancellationToken) is { } found ? SentMark.Parse(Encoding.UTF8.GetString(found.Content.Span)) : null;
}
