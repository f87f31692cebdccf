using CrossCloudOps.Storage;

namespace CrossCloudOps.Status;

/// <summary>The document <c>own-heartbeat</c>: the last report and what keeps the next from going out.</summary>
internal sealed record OwnHeartbeatState : IVersionedDocument
{
    public static int CurrentSchema => 1;

    public int Schema { get; init; } = CurrentSchema;

    public DateTimeOffset? ReportedAt { get; init; }

    public string? Error { get; init; }
}

/// <summary>Keeps how the reports go, for whichever instance is asked. Of good ones it notes one in three minutes, of bad ones each change.</summary>
internal sealed class OwnHeartbeatBook(IDocumentStore store, TimeProvider time)
{
    private const string Document = "own-heartbeat";

    private static readonly TimeSpan NotesEvery = TimeSpan.FromMinutes(3);

    private string? _error;
    private long? _notedAt;

    public async Task<OwnHeartbeatState> ReadAsync(CancellationToken cancellationToken) =>
        (await store.ReadAsync(Document, StatusJson.Default.OwnHeartbeatState, cancellationToken))?.Value ?? new OwnHeartbeatState();

    /// <summary>True if it is news.</summary>
    public async Task<bool> HeldBackAsync(string error, CancellationToken cancellationToken)
    {
        if (error == _error)
        {
            return false;
        }

        (_error, _notedAt) = (error, null);
        var last = await ReadAsync(cancellationToken);
        await store.WriteAsync(Document, last with { Error = error }, StatusJson.Default.OwnHeartbeatState, cancellationToken);
        return true;
    }

    /// <summary>True if something had kept this process from it before.</summary>
    public async Task<bool> ReportedAsync(CancellationToken cancellationToken)
    {
        var isNews = _error is not null;
        _error = null;
        if (isNews || _notedAt is not { } at || time.GetElapsedTime(at) >= NotesEvery)
        {
            await store.WriteAsync(Document, new OwnHeartbeatState { ReportedAt = time.GetUtcNow() }, StatusJson.Default.OwnHeartbeatState, cancellationToken);
            _notedAt = time.GetTimestamp();
        }

        return isNews;
    }
}
