using CrossCloudOps.Problems;
using CrossCloudOps.Storage;

namespace CrossCloudOps.Webhooks.Spooling;

/// <summary>Lets go of cursors whose spool is gone: a drainer died between the two.</summary>
internal sealed class SpoolSweep(IDocumentStore store) : ISweep
{
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        await foreach (var cursor in store.ListAsync(SpoolCursors.Folder, cancellationToken))
        {
            if (!await store.SegmentsAsync(cursor.Name[SpoolCursors.Folder.Length..], cancellationToken).AnyAsync(cancellationToken))
            {
                await store.DeleteAsync(cursor.Name, cursor.ETag, cancellationToken);
            }
        }
    }
}
