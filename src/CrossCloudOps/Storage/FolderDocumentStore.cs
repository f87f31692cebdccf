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
    /// <summary>A creator needs microseconds between taking a name and writing the file.</summary>
    private static readonly TimeSpan CreatorIsDead = TimeSpan.FromSeconds(5);

    private readonly DocumentFolder _folder = new(directory, time);
    private readonly FolderClock _clock = FolderClock.Of(directory);

    /// <summary>Without a lock: the file system lets one creator have the name.</summary>
    public async Task<string?> CreateAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var path = _folder.PathOf(name);
        while (true)
        {
            var stamp = Stamp();
            if (_folder.TryCreate(path, content, stamp))
            {
                return ETag(stamp);
            }

            if (DocumentFile.Unwritten(path) is not { } age)
            {
                return null;
            }

            await WaitOrClearAsync(name, path, age, cancellationToken);
        }
    }

    /// <summary>Somebody is creating it, which takes microseconds, or died doing so.</summary>
    private async Task WaitOrClearAsync(string name, string path, TimeSpan age, CancellationToken cancellationToken)
    {
        if (age < CreatorIsDead)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, cancellationToken);
            return;
        }

        using var held = await _folder.LockAsync(name, cancellationToken);
        if (DocumentFile.Unwritten(path) >= CreatorIsDead)
        {
            File.Delete(path);
        }
    }

    public Task<StoredDocument?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(DocumentFile.Read(_folder.PathOf(name)) is not var (content, stamp)
            ? null
            : new StoredDocument(content, ETag(stamp), stamp, time.GetUtcNow()));
    }

    public Task<DocumentEnd?> ReadEndAsync(string name, int most, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(DocumentFile.ReadEnd(_folder.PathOf(name), most));
    }

    public Task<DocumentPart?> ReadPartAsync(string name, long from, int most, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(DocumentFile.ReadPart(_folder.PathOf(name), from, most) is not var (content, stamp) ? null : new DocumentPart(content, ETag(stamp)));
    }

    public async Task<string?> ReplaceAsync(string name, string etag, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var path = _folder.PathOf(name);
        using var held = await _folder.LockAsync(name, cancellationToken);
        if (DocumentFile.Find(path) is not var (previous, length) || ETag(previous) != etag)
        {
            return null;
        }

        var stamp = Stamp(previous);
        _folder.Put(path, length, content, stamp);
        return ETag(stamp);
    }

    public async Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var path = _folder.PathOf(name);
        using var held = await _folder.LockAsync(name, cancellationToken);
        var previous = DocumentFile.Find(path);
        _folder.Put(path, previous?.Length, content, Stamp(previous?.Stamp));
    }

    public async Task<bool> DeleteAsync(string name, string? etag, CancellationToken cancellationToken)
    {
        var path = _folder.PathOf(name);
        using var held = await _folder.LockAsync(name, cancellationToken);
        if (DocumentFile.LastModified(path) is not { } previous || (etag is not null && ETag(previous) != etag))
        {
            return false;
        }

        File.Delete(path);
        return true;
    }

    /// <summary>
    /// The file is given its time before it has its new name, under which nobody then sees an older one. Two who move one document have
    /// its lock one after the other; a new name is for nobody else to write.
    /// </summary>
    public async Task<bool> MoveAsync(string name, string newName, CancellationToken cancellationToken)
    {
        var (path, newPath) = (_folder.PathOf(name), _folder.PathOf(newName));
        while (true)
        {
            using (await _folder.LockAsync(name, cancellationToken))
            {
                if (DocumentFile.LastModified(path) is not { } previous)
                {
                    return false;
                }

                if (DocumentFile.LastModified(newPath) is not null)
                {
                    File.Delete(path);
                    return true;
                }

                File.SetLastWriteTimeUtc(path, Stamp(previous));
                if (DocumentFolder.TryMove(path, newPath))
                {
                    return true;
                }
            }

            if (DocumentFile.Unwritten(newPath) is { } age)
            {
                await WaitOrClearAsync(newName, newPath, age, cancellationToken);
            }
        }
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

    public Task AppendAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        TryAppendAsync(name, content, long.MaxValue, create: true, cancellationToken);

    public async Task<AppendOutcome> TryAppendAsync(string name, ReadOnlyMemory<byte> content, long full, bool create, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(content.Length, IDocumentStore.LongestAppend, nameof(content));
        var path = _folder.PathOf(name);
        using var held = await _folder.LockAsync(name, cancellationToken);
        if (DocumentFile.LastModified(path) is { } previous)
        {
            return AppendedFile.TryAppend(path, content.Span, full, Stamp(previous)) ? AppendOutcome.Appended : AppendOutcome.Full;
        }

        if (!create)
        {
            return AppendOutcome.Missing;
        }

        _folder.PutAppended(path, content.Span, Stamp());
        return AppendOutcome.Appended;
    }

    private static string ETag(DateTime stamp) => stamp.Ticks.ToString(CultureInfo.InvariantCulture);

    private DateTime Stamp(DateTime? previous = null) => _clock.Next(time.GetUtcNow(), previous);
}
