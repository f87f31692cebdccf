using CrossCloudOps.Problems;
using CrossCloudOps.Storage;

namespace CrossCloudOps.Webhooks.Forwarding;

/// <summary>Lets go of the attempts at messages that SQS does not have any more: it keeps them for 14 days in a queue, and as long again in its dead-letter queue.</summary>
internal sealed class AttemptSweep(IDocumentStore store) : ISweep
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        await foreach (var document in store.ListAsync(RouteBook.AttemptsFolder, cancellationToken))
        {
            if (document.ListedAt - document.LastModified > Kept)
            {
                await store.DeleteAsync(document.Name, document.ETag, cancellationToken);
            }
        }
    }
}
