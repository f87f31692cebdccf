namespace CrossCloudOps.Storage;

/// <summary>A lease taken from <see cref="Leases"/>. Ask <see cref="StillHeldAsync"/> before each outward step.</summary>
internal sealed class Lease(IDocumentStore store, TimeProvider time, string document, string? etag, string? note) : IAsyncDisposable
{
    public static readonly TimeSpan TrustedFor = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan RenewAfter = TimeSpan.FromSeconds(20);

    private readonly string _holder = Guid.NewGuid().ToString("N");
    private string? _etag = etag;
    private long _heldAt;
    private bool _over;
    private bool _released;

    /// <summary>What the last holder left on releasing; still there when a later one died without.</summary>
    public string? Note { get; } = note;

    /// <summary>True while nobody else can hold it; renews it in time. Once false, it stays so.</summary>
    public async Task<bool> StillHeldAsync(CancellationToken cancellationToken)
    {
        if (!_over && time.GetElapsedTime(_heldAt) > RenewAfter && !await WriteAsync(free: false, Note, cancellationToken))
        {
            _over = true;
        }

        // Also after renewing, which may have taken its time.
        _over = _over || time.GetElapsedTime(_heldAt) >= TrustedFor;
        return !_over;
    }

    /// <summary>Makes it free at once and leaves a note for the next holder. Without one it leaves nothing: the store bills a write, and no delete.</summary>
    public async Task ReleaseAsync(string? note)
    {
        if (_released)
        {
            return;
        }

        _released = _over = true;
        if (note is { Length: > 0 })
        {
            await WriteAsync(free: true, note, CancellationToken.None);
        }
        else if (_etag is { } etag)
        {
            await store.DeleteAsync(document, etag, CancellationToken.None);
        }
    }

    /// <summary>Releases it, if that was not done, with the note as it was.</summary>
    public async ValueTask DisposeAsync() => await ReleaseAsync(Note);

    internal Task<bool> TakeAsync(CancellationToken cancellationToken) => WriteAsync(free: false, Note, cancellationToken);

    private async Task<bool> WriteAsync(bool free, string? note, CancellationToken cancellationToken)
    {
        var asked = time.GetTimestamp();
        var content = LeaseDocument.Of(_holder, free, note).ToBytes();
        var written = _etag is null
            ? await store.CreateAsync(document, content, cancellationToken)
            : await store.ReplaceAsync(document, _etag, content, cancellationToken);
        if (written is not null)
        {
            (_etag, _heldAt) = (written, asked);
            return true;
        }

        return await FindOwnAsync(cancellationToken);
    }

    // A request that was repeated on the way, after its first answer was lost, is refused because of its own success.
    private async Task<bool> FindOwnAsync(CancellationToken cancellationToken)
    {
        var asked = time.GetTimestamp();
        if (await store.ReadAsync(document, cancellationToken) is not { } found
            || LeaseDocument.Read(found) is not { Free: false } lease || lease.Holder != _holder)
        {
            return false;
        }

        var age = found.ReadAt - found.LastModified;
        (_etag, _heldAt) = (found.ETag, asked - (long)(age.TotalSeconds * time.TimestampFrequency));
        return true;
    }
}
