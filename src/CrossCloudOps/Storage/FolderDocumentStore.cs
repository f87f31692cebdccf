using System.Globalization;
using System.Runtime.CompilerServices;

namespace CrossCloudOps.Storage;

/// <summary>
/// Documents as files below a directory, which several processes of one machine may share. A document survives the death of its writer
/// (SIGKILL) whole or not at all; it does not survive power loss, because nothing is flushed to the disk.
/// A document's time of change is its file's, set from the given clock; its ETag is that time in ticks, which rises with every change
/// of a name, also while the clock stands still and across deletion.
/// </summary>
internal sealed class FolderDocumentStore(string directory, TimeProvider time) : IDocumentStore
{
    private readonly DocumentFolder _folder = new(directory, time);

    public async Task<string?> CreateAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var path = _folder.PathOf(name);
        using var held = await _folder.LockAsync(name, cancellationToken);
        if (File.Exists(path))
        {
            return null;
        }

        var stamp = Stamp(held.LastDeleted);
        _folder.Put(path, content.Span, stamp);
        return ETag(stamp);
    }

    public Task<StoredDocument?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(DocumentFile.Read(_folder.PathOf(name)) is not var (content, stamp)
            ? null
            : new StoredDocument(content, ETag(stamp), stamp, time.GetUtcNow()));
    }

    public async Task<string?> ReplaceAsync(string name, string etag, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var path = _folder.PathOf(name);
        using var held = await _folder.LockAsync(name, cancellationToken);
        if (DocumentFile.LastModified(path) is not { } previous || ETag(previous) != etag)
        {
            return null;
        }

        var stamp = Stamp(previous.Ticks);
        _folder.Put(path, content.Span, stamp);
        return ETag(stamp);
    }

    public async Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var path = _folder.PathOf(name);
        using var held = await _folder.LockAsync(name, cancellationToken);
        var previous = DocumentFile.LastModified(path);
        _folder.Put(path, content.Span, Stamp(previous?.Ticks ?? held.LastDeleted));
    }

    public async Task<bool> DeleteAsync(string name, string? etag, CancellationToken cancellationToken)
    {
        var path = _folder.PathOf(name);
        using var held = await _folder.LockAsync(name, cancellationToken);
        if (DocumentFile.LastModified(path) is not { } previous || (etag is not null && ETag(previous) != etag))
        {
            return false;
        }

        held.LastDeleted = Math.Max(held.LastDeleted, previous.Ticks);
        File.Delete(path);
        return true;
    }

    public async IAsyncEnumerable<ListedDocument> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        foreach (var (name, stamp) in _folder.List(prefix))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new ListedDocument(name, ETag(stamp), stamp, time.GetUtcNow());
        }
    }

    public async Task AppendAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(content.Length, IDocumentStore.LongestAppend, nameof(content));
        var path = _folder.PathOf(name);
        using var held = await _folder.LockAsync(name, cancellationToken);
        if (DocumentFile.LastModified(path) is { } previous)
        {
            AppendedFile.Append(path, content.Span, Stamp(previous.Ticks));
        }
        else
        {
            _folder.Put(path, AppendedFile.New(content.Span), Stamp(held.LastDeleted), framed: true);
        }
    }

    private static string ETag(DateTime stamp) => stamp.Ticks.ToString(CultureInfo.InvariantCulture);

    private DateTime Stamp(long previous) => new(Math.Max(time.GetUtcNow().UtcTicks, previous + 1), DateTimeKind.Utc);
}
