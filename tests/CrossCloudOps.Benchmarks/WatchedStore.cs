using System.Runtime.CompilerServices;
using CrossCloudOps.Storage;

namespace CrossCloudOps.Benchmarks;

/// <summary>Weighs what lives in memory while a list streams by, each time so many names have passed.</summary>
internal sealed class WatchedStore(IDocumentStore store, int every) : IDocumentStore
{
    public bool IsWatched { get; set; }

    public long Peak { get; set; }

    public async IAsyncEnumerable<ListedDocument> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var passed = 0;
        await foreach (var document in store.ListAsync(prefix, cancellationToken))
        {
            if (IsWatched && ++passed % every == 0)
            {
                Peak = Math.Max(Peak, GC.GetTotalMemory(forceFullCollection: true));
            }

            yield return document;
        }
    }

    public Task<string?> CreateAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => store.CreateAsync(name, content, cancellationToken);

    public Task<StoredDocument?> ReadAsync(string name, CancellationToken cancellationToken) => store.ReadAsync(name, cancellationToken);

    public Task<DocumentEnd?> ReadEndAsync(string name, int most, CancellationToken cancellationToken) => store.ReadEndAsync(name, most, cancellationToken);

    public Task<DocumentPart?> ReadPartAsync(string name, long from, int most, CancellationToken cancellationToken) => store.ReadPartAsync(name, from, most, cancellationToken);

    public Task<string?> ReplaceAsync(string name, string etag, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => store.ReplaceAsync(name, etag, content, cancellationToken);

    public Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => store.WriteAsync(name, content, cancellationToken);

    public Task<bool> DeleteAsync(string name, string? etag, CancellationToken cancellationToken) => store.DeleteAsync(name, etag, cancellationToken);

    public Task<bool> MoveAsync(string name, string newName, CancellationToken cancellationToken) => store.MoveAsync(name, newName, cancellationToken);

    public Task AppendAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => store.AppendAsync(name, content, cancellationToken);

    public Task<AppendOutcome> TryAppendAsync(string name, ReadOnlyMemory<byte> content, long full, bool create, CancellationToken cancellationToken) =>
        store.TryAppendAsync(name, content, full, create, cancellationToken);
}
