using CrossCloudOps.Storage;

namespace CrossCloudOps.Logs.Folding;

/// <summary>What was pushed to us and is not counted yet: <c>logs/inbox/&lt;group&gt;/&lt;request&gt;</c>. Any instance adds; only the scan counts, and takes away.</summary>
internal sealed class LogInbox(IDocumentStore store)
{
    public const string Folder = "logs/inbox/";

    /// <summary>Adding the same request again changes nothing, and once it was counted its events are known by their marks.</summary>
    public Task AddAsync(string request, LogArrival arrival, CancellationToken cancellationToken) =>
        store.CreateAsync($"{Folder}{DocumentName.Segment(arrival.Group)}/{DocumentName.Segment(request)}", arrival, LogsJson.Default.LogArrival, cancellationToken);
}
