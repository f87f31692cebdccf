using CrossCloudOps.Problems;
using CrossCloudOps.Storage;

namespace CrossCloudOps.Webhooks.Spooling;

/// <summary>How far a route's spool is drained: SQS has confirmed all before.</summary>
/// <remarks>The mark tells the segment from another one of its number: a spool that begins anew begins with the first.</remarks>
internal sealed record SpoolCursor : IVersionedDocument
{
    public static int CurrentSchema => 1;

    public int Schema { get; init; } = CurrentSchema;

    public required long Segment { get; init; }

    public required string Mark { get; init; }

    public required long Offset { get; init; }
}

/// <summary>The cursors: documents <c>spool-cursor/&lt;route&gt;</c>, written under the route's lease only. One of a spool that is gone says nothing.</summary>
internal sealed class SpoolCursors(IDocumentStore store, UnreadableDocuments unreadable)
{
    public const string Folder = "spool-cursor/";

    public async Task<Stored<SpoolCursor>?> ReadAsync(string route, CancellationToken cancellationToken)
    {
        try
        {
            return await store.ReadAsync(Folder + route, SpoolJson.Default.SpoolCursor, cancellationToken);
        }
        catch (UnreadableDocumentException e)
        {
            // Then the segment is drained again from its beginning: rather twice than never.
            await unreadable.SetAsideAsync(e.Name, e.Message, cancellationToken);
            return null;
        }
    }

    /// <summary>The new ETag; null if somebody else wrote it.</summary>
    public Task<string?> SaveAsync(string route, SpoolCursor cursor, string? etag) => etag is null
        ? store.CreateAsync(Folder + route, cursor, SpoolJson.Default.SpoolCursor, CancellationToken.None)
        : store.ReplaceAsync(Folder + route, etag, cursor, SpoolJson.Default.SpoolCursor, CancellationToken.None);

    public Task ForgetAsync(string route, string etag, CancellationToken cancellationToken) => store.DeleteAsync(Folder + route, etag, cancellationToken);
}
