using CrossCloudOps.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CrossCloudOps.Tests.Drivers;

/// <summary>Lets something else happen right before some of an app's calls to its store.</summary>
internal sealed class CallLine
{
    private int _calls;
    private IReadOnlyList<(int Call, Func<Task> Other)> _steps = [];

    public int Calls => _calls;

    public void Attach(IServiceCollection services)
    {
        var store = services.Last(static s => s.ServiceType == typeof(IDocumentStore));
        services.AddSingleton<IDocumentStore>(provider => new InterposedStore((IDocumentStore)store.ImplementationFactory!(provider), this));
    }

    /// <summary>Counts from now on.</summary>
    public void Before(params IReadOnlyList<(int Call, Func<Task> Other)> steps) => (_calls, _steps) = (0, steps);

    private async Task<T> PassAsync<T>(Func<Task<T>> call)
    {
        var number = Interlocked.Increment(ref _calls);
        foreach (var (_, other) in _steps.Where(step => step.Call == number))
        {
            await other();
        }

        return await call();
    }

    private sealed class InterposedStore(IDocumentStore store, CallLine line) : IDocumentStore
    {
        public Task<string?> CreateAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
            line.PassAsync(() => store.CreateAsync(name, content, cancellationToken));

        public Task<StoredDocument?> ReadAsync(string name, CancellationToken cancellationToken) =>
            line.PassAsync(() => store.ReadAsync(name, cancellationToken));

        public Task<DocumentPart?> ReadPartAsync(string name, long from, int most, CancellationToken cancellationToken) =>
            line.PassAsync(() => store.ReadPartAsync(name, from, most, cancellationToken));

        public Task<string?> ReplaceAsync(string name, string etag, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
            line.PassAsync(() => store.ReplaceAsync(name, etag, content, cancellationToken));

        public Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
            line.PassAsync(async () =>
            {
                await store.WriteAsync(name, content, cancellationToken);
                return true;
            });

        public Task<bool> DeleteAsync(string name, string? etag, CancellationToken cancellationToken) =>
            line.PassAsync(() => store.DeleteAsync(name, etag, cancellationToken));

        public Task<DocumentEnd?> ReadEndAsync(string name, int most, CancellationToken cancellationToken) =>
            line.PassAsync(() => store.ReadEndAsync(name, most, cancellationToken));

        public Task<bool> MoveAsync(string name, string newName, CancellationToken cancellationToken) =>
            line.PassAsync(() => store.MoveAsync(name, newName, cancellationToken));

        public IAsyncEnumerable<ListedDocument> ListAsync(string prefix, CancellationToken cancellationToken) => store.ListAsync(prefix, cancellationToken);

        public Task<AppendOutcome> TryAppendAsync(string name, ReadOnlyMemory<byte> content, long full, bool create, CancellationToken cancellationToken) =>
            line.PassAsync(() => store.TryAppendAsync(name, content, full, create, cancellationToken));

        public Task AppendAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
            line.PassAsync(async () =>
            {
                await store.AppendAsync(name, content, cancellationToken);
                return true;
            });
    }
}
