using System.Runtime.CompilerServices;
using CrossCloudOps.Storage;

namespace CrossCloudOps.Tests.Storage;

/// <summary>A store on a bad line: something may happen before and after each call, and changes may be sent twice.</summary>
internal sealed class InterruptedStore(IDocumentStore store) : IDocumentStore
{
    /// <summary>Awaited before each call takes effect.</summary>
    public Func<Task> BeforeEachCall { get; set; } = () => Task.CompletedTask;

    /// <summary>Awaited after each call took effect, before its answer arrives.</summary>
    public Func<Task> BeforeEachAnswer { get; set; } = () => Task.CompletedTask;

    /// <summary>The first answer to a change is lost, so it is sent again.</summary>
    public bool RepeatsChanges { get; set; }

    public Task<string?> CreateAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        CallAsync(() => store.CreateAsync(name, content, cancellationToken), change: true);

    public Task<StoredDocument?> ReadAsync(string name, CancellationToken cancellationToken) =>
        CallAsync(() => store.ReadAsync(name, cancellationToken));

    public Task<DocumentEnd?> ReadEndAsync(string name, int most, CancellationToken cancellationToken) =>
        CallAsync(() => store.ReadEndAsync(name, most, cancellationToken));

    public Task<DocumentPart?> ReadPartAsync(string name, long from, int most, CancellationToken cancellationToken) =>
        CallAsync(() => store.ReadPartAsync(name, from, most, cancellationToken));

    public Task<string?> ReplaceAsync(string name, string etag, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        CallAsync(() => store.ReplaceAsync(name, etag, content, cancellationToken), change: true);

    public Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        CallAsync(() => DoneAsync(store.WriteAsync(name, content, cancellationToken)), change: true);

    public Task<bool> DeleteAsync(string name, string? etag, CancellationToken cancellationToken) =>
        CallAsync(() => store.DeleteAsync(name, etag, cancellationToken), change: true);

    public Task<bool> MoveAsync(string name, string newName, CancellationToken cancellationToken) =>
        CallAsync(() => store.MoveAsync(name, newName, cancellationToken), change: true);

    /// <summary>Something may happen before each name.</summary>
    public async IAsyncEnumerable<ListedDocument> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var document in store.ListAsync(prefix, cancellationToken))
        {
            await BeforeEachCall();
            yield return document;
        }
    }

    public Task AppendAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        CallAsync(() => DoneAsync(store.AppendAsync(name, content, cancellationToken)));

    public Task<AppendOutcome> TryAppendAsync(string name, ReadOnlyMemory<byte> content, long full, bool create, CancellationToken cancellationToken) =>
        CallAsync(() => store.TryAppendAsync(name, content, full, create, cancellationToken));

    private static async Task<bool> DoneAsync(Task change)
    {
        await change;
        return true;
    }

    private async Task<T> CallAsync<T>(Func<Task<T>> call, bool change = false)
    {
        await BeforeEachCall();
        if (change && RepeatsChanges)
        {
            await call();
        }

        var answer = await call();
        await BeforeEachAnswer();
        return answer;
    }
}
