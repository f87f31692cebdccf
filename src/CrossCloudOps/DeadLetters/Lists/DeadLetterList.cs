using System.Collections.Concurrent;
using CrossCloudOps.Slack;
using CrossCloudOps.Storage;

namespace CrossCloudOps.DeadLetters.Lists;

/// <summary>
/// Reads a page of a list. Names are streamed, bodies are read only where a text is looked for, and nothing is kept but the page, so that
/// the memory is the same however long the list is.
/// </summary>
internal sealed class DeadLetterList(DeadLetterArchive archive, SlackText text)
{
    private const int BodiesAtOnce = 16;

    public async Task<ListReading> ReadAsync(ListQuery query, CancellationToken cancellationToken)
    {
        var (window, unmatched) = await FindAsync(query, cancellationToken);
        if (Instead(query.Page, window) is { } page)
        {
            query = query with { Page = page };
            (window, unmatched) = await FindAsync(query, cancellationToken);
        }

        var ids = window.Ids;
        var unreadable = new ConcurrentBag<DeadLetterId>();
        var items = await Task.WhenAll(ids.Select(id => ItemAsync(id, unreadable, cancellationToken)));
        var cutOff = query.Selection.CutOff == ListQuery.Open && window.NewestAt is { } newest ? newest : query.Selection.CutOff;
        return new ListReading(
            query with { Selection = query.Selection with { CutOff = cutOff } }, window.Total, window.Newer, ids, [.. items.OfType<ListItem>()], unmatched + unreadable.Count);
    }

    /// <summary>Where what was there meanwhile went: the end of the list on that side.</summary>
    private static ListPage? Instead(ListPage page, ListWindow window) => page.Step switch
    {
        ListStep.Newer when window.Newer == 0 && window.Ids.Count < ListPage.Size => ListPage.Newest,
        ListStep.Older when window.Ids.Count == 0 => ListPage.Oldest,
        _ => null,
    };

    /// <summary>The page, and how many could not be asked for the text.</summary>
    private async Task<(ListWindow Window, int Unreadable)> FindAsync(ListQuery query, CancellationToken cancellationToken)
    {
        var window = new ListWindow(query.Page);
        var entries = archive.ListAsync(query.Selection.QueueKey, query.Selection.Fingerprint, query.IsClosed, cancellationToken)
            .Where(e => query.Selection.MayHold(e.Id, e.Since));
        if (query.Selection.Matching is null)
        {
            await foreach (var (id, since) in entries.WithCancellation(cancellationToken))
            {
                window.Add(id, since);
            }

            return (window, 0);
        }

        var unreadable = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = BodiesAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(entries, parallel, async (entry, token) =>
        {
            var matches = await MatchesAsync(query, entry.Id, token);
            lock (window)
            {
                unreadable += matches is null ? 1 : 0;
                if (matches == true)
                {
                    window.Add(entry.Id, entry.Since);
                }
            }
        });
        return (window, unreadable);
    }

    /// <summary>Null if it cannot be read.</summary>
    private async Task<bool?> MatchesAsync(ListQuery query, DeadLetterId id, CancellationToken cancellationToken)
    {
        try
        {
            var letter = query.IsClosed ? await archive.ReadAsync(id, cancellationToken) : await archive.ReadOpenAsync(id, cancellationToken);
            return letter is not null && query.Selection.Matches(letter);
        }
        catch (UnreadableDocumentException)
        {
            return null;
        }
    }

    private async Task<ListItem?> ItemAsync(DeadLetterId id, ConcurrentBag<DeadLetterId> unreadable, CancellationToken cancellationToken)
    {
        try
        {
            return await archive.ReadAsync(id, cancellationToken) is { } letter
                ? ListItem.Of(id, letter, (await archive.ReadStateAsync(id, cancellationToken))?.Value, text)
                : null;
        }
        catch (UnreadableDocumentException)
        {
            unreadable.Add(id);
            return null;
        }
    }
}
