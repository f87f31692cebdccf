using System.Collections.Concurrent;
using CrossCloudOps.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CrossCloudOps.Tests.Drivers;

/// <summary>Stands before an app's store: keeps what it was asked, and lets calls fail by the names that they are about.</summary>
internal sealed class StoreGate
{
    private readonly ConcurrentQueue<string> _calls = new();

    /// <summary>Each as <c>Write runs/Notify</c>.</summary>
    public IReadOnlyList<string> Calls => [.. _calls];

    public Func<string, bool> Fails { get; set; } = static _ => false;

    public void Attach(IServiceCollection services)
    {
        var store = services.Last(static s => s.ServiceType == typeof(IDocumentStore));
        services.AddSingleton<IDocumentStore>(provider => new GatedStore((IDocumentStore)store.ImplementationFactory!(provider), this));
    }

    private IDocumentStore Pass(IDocumentStore store, string call, string name)
    {
        _calls.Enqueue($"{call} {name}");
        return Fails(name) ? throw new IOException($"The store is away: {call} {name}") : store;
    }

    private sealed class GatedStore(IDocumentStore store, StoreGate gate) : IDocumentStore
    {
        public Task<string?> CreateAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
            gate.Pass(store, "Create", name).CreateAsync(name, content, cancellationToken);

        public Task<StoredDocument?> ReadAsync(string name, CancellationToken cancellationToken) =>
            gate.Pass(store, "Read", name).ReadAsync(name, cancellationToken);

        public Task<DocumentEnd?> ReadEndAsync(string name, int most, CancellationToken cancellationToken) =>
            gate.Pass(store, "Read", name).ReadEndAsync(name, most, cancellationToken);

        public Task<DocumentPart?> ReadPartAsync(string name, long from, int most, CancellationToken cancellationToken) =>
            gate.Pass(store, "Read", name).ReadPartAsync(name, from, most, cancellationToken);

        public Task<string?> ReplaceAsync(string name, string etag, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
            gate.Pass(store, "Replace", name).ReplaceAsync(name, etag, content, cancellationToken);

        public Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
            gate.Pass(store, "Write", name).WriteAsync(name, content, cancellationToken);

        public Task<bool> DeleteAsync(string name, string? etag, CancellationToken cancellationToken) =>
            gate.Pass(store, "Delete", name).DeleteAsync(name, etag, cancellationToken);

        public Task<bool> MoveAsync(string name, string newName, CancellationToken cancellationToken) =>
            gate.Pass(store, "Move", name).MoveAsync(name, newName, cancellationToken);

        public IAsyncEnumerable<ListedDocument> ListAsync(string prefix, CancellationToken cancellationToken) =>
            gate.Pass(store, "List", prefix).ListAsync(prefix, cancellationToken);

        public Task AppendAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
            gate.Pass(store, "Append", name).AppendAsync(name, content, cancellationToken);

        public Task<AppendOutcome> TryAppendAsync(string name, ReadOnlyMemory<byte> content, long full, bool create, CancellationToken cancellationToken) =>
            gate.Pass(store, "Append", name).TryAppendAsync(name, content, full, create, cancellationToken);
    }
}
