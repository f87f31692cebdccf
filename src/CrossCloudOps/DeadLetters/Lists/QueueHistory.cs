using CrossCloudOps.Pages;
using CrossCloudOps.Storage;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.DeadLetters.Lists;

/// <summary>
/// How many dead letters came into each queue's archive, and how many waited there, over the last day. What waits is counted once in ten
/// minutes at most, and not while nothing waited and nothing came.
/// </summary>
internal sealed class QueueHistory(IDocumentStore store, QueueDepths depths, TimeProvider time, ILogger<SeriesBook> logger)
{
    private static readonly TimeSpan LooksEvery = TimeSpan.FromMinutes(10);

    private readonly SeriesBook _book = new("dead-letters", store, time, logger);
    private bool _mayWait = true;
    private bool _came;
    private long? _lookedAt;

    public static string ArchivedOf(string queueKey) => $"{queueKey} archived";

    public static string WaitingOf(string queueKey) => $"{queueKey} waiting";

    public Task<Series?> ReadAsync(CancellationToken cancellationToken) => _book.ReadAsync(cancellationToken);

    public void Archived(DeadLetterQueue queue, int count)
    {
        if (count > 0)
        {
            (_mayWait, _came) = (true, true);
            _book.Count(ArchivedOf(queue.Key), count);
        }
    }

    /// <summary>At the end of each run; what it cannot do waits for the next one.</summary>
    public Task KeepAsync(CancellationToken cancellationToken) => _book.KeepAsync(cancellationToken, IsToLook() ? LookAsync : null);

    private bool IsToLook() => _mayWait && (_lookedAt is not { } at || time.GetElapsedTime(at) >= LooksEvery);

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        (_came, _lookedAt) = (false, time.GetTimestamp());
        var all = await depths.ReadAsync(cancellationToken);
        foreach (var depth in all)
        {
            _book.Measure(WaitingOf(depth.QueueKey), depth.Open);
        }

        _mayWait = _came || all.Any(static d => d.Open > 0);
    }
}
