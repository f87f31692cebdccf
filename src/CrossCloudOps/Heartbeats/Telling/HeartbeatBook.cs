using CrossCloudOps.Heartbeats.Watching;
using CrossCloudOps.Storage;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Heartbeats.Telling;

/// <summary>How the heartbeats stood at the last round, for those who ask.</summary>
internal sealed class HeartbeatBook(IDocumentStore store, IOptions<HeartbeatsOptions> options)
{
    public bool IsOn => !string.IsNullOrEmpty(options.Value.Bucket);

    /// <summary>Null while there was no round yet.</summary>
    public async Task<HeartbeatState?> ReadAsync(CancellationToken cancellationToken) =>
        (await store.ReadAsync(HeartbeatState.Document, HeartbeatsJson.Default.HeartbeatState, cancellationToken))?.Value;
}
