using CrossCloudOps.Logs.Receiving;
using CrossCloudOps.Problems;
using CrossCloudOps.Slack;
using CrossCloudOps.Storage;

namespace CrossCloudOps.Logs.Telling;

/// <summary>What was sent and could not be read, of all senders together. Any instance records it; only the scan tells. It ends a day after the newest.</summary>
internal sealed class UnreadableLogs(IDocumentStore store, ProblemBook book, UnreadableMessage words, TimeProvider time) : IProblemKind
{
    private const string KindName = "log-unreadable";

    /// <summary>A stream that sends nothing else has a request a minute and more.</summary>
    private const int MostRead = 100;

    private const int ReadAtOnce = 8;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>What was told: while nothing is different, the notifier need not look.</summary>
    private (DateTimeOffset Newest, int Requests) _told;

    public string Kind => KindName;

    public TimeSpan? QuietAfter => Kept;

    public async Task TellAsync(CancellationToken cancellationToken)
    {
        var requests = await RequestsAsync(cancellationToken);
        if (requests.Count == 0 || _told == (requests[0].LastModified, requests.Count))
        {
            return;
        }

        var now = time.GetUtcNow();
        await book.SeenAsync(
            new Problem
            {
                Kind = Kind,
                Key = $"{KindName}/records",
                Title = "Log records could not be read",
                OpenedAt = now - Age(requests[^1]),
                LastSeenAt = now - Age(requests[0]),
                Count = 1,
            },
            cancellationToken);
        _told = (requests[0].LastModified, requests.Count);
    }

    public async Task<Problem> DeriveAsync(Problem problem, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (problem.State == ProblemState.Resolved)
        {
            return problem;
        }

        var unread = await SummaryAsync(cancellationToken);
        return unread.Requests == 0 || now - problem.LastSeenAt >= Kept ? problem.Resolved(now) : problem with { Count = unread.Records, Sample = unread.Newest?.Source };
    }

    public async Task<SlackMessage> ComposeAsync(Problem problem, DateTimeOffset now, CancellationToken cancellationToken) =>
        words.Of(problem, await SummaryAsync(cancellationToken), now);

    private async Task<UnreadableSummary> SummaryAsync(CancellationToken cancellationToken)
    {
        var requests = await RequestsAsync(cancellationToken);
        var read = new UnreadableRecords?[Math.Min(requests.Count, MostRead)];
        await Parallel.ForAsync(
            0, read.Length, new ParallelOptions { MaxDegreeOfParallelism = ReadAtOnce, CancellationToken = cancellationToken },
            async (n, token) => read[n] = await ReadAsync(requests[n].Name, token));
        return new UnreadableSummary(requests.Count, [.. read.OfType<UnreadableRecords>()]);
    }

    /// <summary>One that cannot be read itself counts as a request of which nothing more is known.</summary>
    private async Task<UnreadableRecords?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return (await store.ReadAsync(name, LogsJson.Default.UnreadableRecords, cancellationToken))?.Value;
        }
        catch (UnreadableDocumentException)
        {
            return null;
        }
    }

    /// <summary>Those of the last day, newest first. Older ones go.</summary>
    private async Task<IReadOnlyList<ListedDocument>> RequestsAsync(CancellationToken cancellationToken)
    {
        var requests = new List<ListedDocument>();
        await foreach (var document in store.ListAsync(UnreadableRecords.Folder, cancellationToken))
        {
            if (Age(document) < Kept)
            {
                requests.Add(document);
            }
            else
            {
                await store.DeleteAsync(document.Name, document.ETag, cancellationToken);
            }
        }

        return [.. requests.OrderByDescending(static d => d.LastModified).ThenBy(static d => d.Name, StringComparer.Ordinal)];
    }

    /// <summary>By the store's own clock.</summary>
    private static TimeSpan Age(ListedDocument document) => document.ListedAt - document.LastModified;
}

/// <summary>The requests of the last day with records that could not be read.</summary>
/// <param name="Read">The newest of them, newest first.</param>
internal sealed record UnreadableSummary(int Requests, IReadOnlyList<UnreadableRecords> Read)
{
    public UnreadableRecords? Newest => Read.Count == 0 ? null : Read[0];

    public bool IsAll => Read.Count >= Requests;

    /// <summary>At least so many, where not all were looked at.</summary>
    public int Records => Read.Sum(static r => r.Unreadable.Sum(static u => u.Count)) + Math.Max(0, Requests - Read.Count);

    public IEnumerable<UnreadableCount> Reasons => Read
        .SelectMany(static r => r.Unreadable)
        .GroupBy(static u => u.Reason, static (reason, counts) => new UnreadableCount(reason, counts.Sum(static c => c.Count)))
        .OrderByDescending(static u => u.Count).ThenBy(static u => u.Reason);
}
