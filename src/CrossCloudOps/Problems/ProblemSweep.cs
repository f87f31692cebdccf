using CrossCloudOps.Storage;

namespace CrossCloudOps.Problems;

/// <summary>Has the notifier look at every problem once a day, and lets those go that were resolved long ago.</summary>
internal sealed class ProblemSweep(IDocumentStore store, ProblemBook book, UnreadableDocuments unreadable, TimeProvider time) : ISweep
{
    private const string ClosedFolder = "closed-problems/";

    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        await foreach (var listed in store.ListAsync(ProblemBook.Folder, cancellationToken))
        {
            var key = listed.Name[ProblemBook.Folder.Length..];
            try
            {
                if (await book.ReadAsync(key, cancellationToken) is { State: ProblemState.Resolved, ResolvedAt: { } at } && time.GetUtcNow() - at > KeptFor)
                {
                    await store.MoveAsync(listed.Name, ClosedFolder + key, cancellationToken);
                }
                else
                {
                    await book.MarkChangedAsync(key, cancellationToken);
                }
            }
            catch (UnreadableDocumentException e)
            {
                await unreadable.SetAsideAsync(listed.Name, e.Message, cancellationToken);
            }
        }
    }
}
