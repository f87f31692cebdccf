using CrossCloudOps.Storage;

namespace CrossCloudOps.Benchmarks;

/// <summary>Counts what is written.</summary>
internal sealed class CountingStore(IDocumentStore store) : IDocumentStore
{
    private int _writes;

    public int Writes => _writes;

    public Task<string?> CreateAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _writes);
        return store.CreateAsync(name, content, cancellationToken);
    }

    public Task<StoredDocument?> ReadAsync(string name, CancellationToken cancellationToken) => store.ReadAsync(name, cancellationToken);

    public Task<DocumentEnd?> ReadEndAsync(string name, int most, CancellationToken cancellationToken) => store.ReadEndAsync(name, most, cancellationToken);

    public Task<DocumentPart?> ReadPartAsync(string name, long from, int most, CancellationToken cancellationToken) => store.ReadPartAsync(name, from, most, cancellationToken);

    public Task<string?> ReplaceAsync(string name, string etag, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _writes);
        return store.ReplaceAsync(name, etag, content, cancellationToken);
    }

    public Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _writes);
        return store.WriteAsync(name, content, cancellationToken);
    }

    public Task<bool> DeleteAsync(string name, string? etag, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _writes);
        return store.DeleteAsync(name, etag, cancellationToken);
    }

    public Task<bool> MoveAsync(string name, string newName, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _writes);
        return store.MoveAsync(name, newName, cancellationToken);
    }

    public IAsyncEnumerable<ListedDocument> ListAsync(string prefix, CancellationToken cancellationToken) => store.ListAsync(prefix, cancellationToken);

    public Task AppendAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _writes);
        return store.AppendAsync(name, content, cancellationToken);
    }

    public Task<AppendOutcome> TryAppendAsync(string name, ReadOnlyMemory<byte> content, long full, bool create, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _writes);
        return store.TryAppendAsync(name, content, full, create, cancellationToken);
    }
}
