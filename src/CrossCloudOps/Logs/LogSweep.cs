using CrossCloudOps.Logs.Explaining;
using CrossCloudOps.Logs.Folding;
using CrossCloudOps.Problems;
using CrossCloudOps.Storage;

namespace CrossCloudOps.Logs;

/// <summary>Lets go of what nothing is held against any more.</summary>
internal sealed class LogSweep(IDocumentStore store) : ISweep
{
    private static readonly (string Folder, TimeSpan Kept)[] Kept =
    [
        // Firehose repeats a request for two hours; an overlap is at most as long.
        (SeenEvents.Folder, TimeSpan.FromDays(1)),
        (ErrorRecord.Folder, TimeSpan.FromDays(90)),
        (CrowdRecord.Folder, TimeSpan.FromDays(90)),
        (EvidenceBook.FoundFolder, TimeSpan.FromDays(90)),
    ];

    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        foreach (var (folder, kept) in Kept)
        {
            await foreach (var document in store.ListAsync(folder, cancellationToken))
            {
                if (document.ListedAt - document.LastModified > kept)
                {
                    await store.DeleteAsync(document.Name, document.ETag, cancellationToken);
                }
            }
        }
    }
}
