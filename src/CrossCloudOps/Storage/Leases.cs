namespace CrossCloudOps.Storage;

/// <summary>
/// Lets one run at a time do what must be one. A lease is the document <c>leases/&lt;name&gt;</c>; it is free when it says so or when it is
/// 60 seconds old by the store's own time, so the clocks of two instances are never compared. Its holder trusts it for 40 seconds from
/// before it last asked, by its own monotonic clock: the 20 between are for the outward step that it has begun.
/// </summary>
internal sealed class Leases(IDocumentStore store, TimeProvider time)
{
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(60);

    /// <summary>Null while somebody else holds the lease. Dispose it to release it.</summary>
    public async Task<Lease?> TryAcquireAsync(string name, CancellationToken cancellationToken)
    {
        var document = $"leases/{name}";
        var found = await store.ReadAsync(document, cancellationToken);
        var last = found is null ? null : LeaseDocument.Read(found);
        if (last is { Free: false } && found!.ReadAt - found.LastModified < Duration)
        {
            return null;
        }

        var lease = new Lease(store, time, document, found?.ETag, last?.Note);
        return await lease.TakeAsync(cancellationToken) ? lease : null;
    }
}
