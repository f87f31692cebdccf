using CrossCloudOps.Storage;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.Pages;

/// <summary>
/// Keeps what a feature counts and measures, for plots alone: in memory, and once in ten minutes at most in one document, if anything
/// changed. It is no ledger: a process that dies takes its last minutes with it, and a write whose answer is lost may count twice.
/// </summary>
internal sealed partial class SeriesBook(string feature, IDocumentStore store, TimeProvider time, ILogger<SeriesBook> logger)
{
    public static readonly TimeSpan KeepsEvery = TimeSpan.FromMinutes(10);

    private const int MostConflicts = 5;

    private readonly Lock _lock = new();
    private Dictionary<(string Line, int Hour), double> _counts = [];
    private Dictionary<(string Line, int Hour), double> _measures = [];
    private readonly Dictionary<string, double> _kept = [];
    private long? _keptAt;

    private string Document => Series.Folder + feature;

    /// <summary>Null while nothing was kept, or if it cannot be read: no plot is worth a page.</summary>
    public async Task<Series?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await store.ReadAsync(Document, PagesJson.Default.Series, cancellationToken))?.Value;
        }
        catch (UnreadableDocumentException e)
        {
            Log.Unreadable(logger, e.Name, e);
            return null;
        }
    }

    public void Count(string line, double more = 1)
    {
        var key = (line, Hours.Of(time.GetUtcNow()));
        lock (_lock)
        {
            _counts[key] = _counts.GetValueOrDefault(key) + more;
        }
    }

    public void Measure(string line, double value)
    {
        lock (_lock)
        {
            if (!_kept.TryGetValue(line, out var kept) || kept != value)
            {
                _measures[(line, Hours.Of(time.GetUtcNow()))] = value;
            }
        }
    }

    /// <summary>Whether the last time is long enough ago.</summary>
    public bool IsDue => _keptAt is not { } at || time.GetElapsedTime(at) >= KeepsEvery;

    /// <summary>Keeps what is new, if there is anything and it is time. That it fails stops nobody: the next run tries again.</summary>
    /// <param name="measure">What is measured before it.</param>
    public async Task KeepAsync(CancellationToken cancellationToken, Func<CancellationToken, Task>? measure = null)
    {
        if (!IsDue)
        {
            return;
        }

        News? news = null;
        try
        {
            if (measure is not null)
            {
                await measure(cancellationToken);
            }

            news = Take();
            if (news is not null && await TryWriteAsync(news, cancellationToken))
            {
                _keptAt = time.GetTimestamp();
            }
        }
        catch (Exception e) when (e is not OperationCanceledException || cancellationToken.IsCancellationRequested)
        {
            GiveBack(news);
            Log.NotKept(logger, Document, e);
        }
    }

    /// <summary>False if it is known already.</summary>
    private async Task<bool> TryWriteAsync(News news, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; conflicts < MostConflicts; conflicts++)
        {
            var (before, etag) = await StoredAsync(cancellationToken);
            var after = before.With(news.Counts, news.Measures, Hours.Of(time.GetUtcNow()));
            if (after == before)
            {
                return false;
            }

            var written = etag is null
                ? await store.CreateAsync(Document, after, PagesJson.Default.Series, cancellationToken)
                : await store.ReplaceAsync(Document, etag, after, PagesJson.Default.Series, cancellationToken);
            if (written is not null)
            {
                return true;
            }
        }

        throw new StorageConflictException(Document);
    }

    /// <summary>One that cannot be read is begun anew: it is a day of plots.</summary>
    private async Task<(Series Series, string? ETag)> StoredAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await store.ReadAsync(Document, PagesJson.Default.Series, cancellationToken) is { } stored ? (stored.Value, stored.ETag) : (new Series(), null);
        }
        catch (UnreadableDocumentException e)
        {
            Log.Unreadable(logger, e.Name, e);
            await store.DeleteAsync(Document, etag: null, cancellationToken);
            return (new Series(), null);
        }
    }

    private News? Take()
    {
        lock (_lock)
        {
            if (_counts.Count + _measures.Count == 0)
            {
                return null;
            }

            var news = new News(_counts, _measures);
            (_counts, _measures) = ([], []);
            foreach (var ((line, _), value) in news.Measures)
            {
                _kept[line] = value;
            }

            return news;
        }
    }

    private void GiveBack(News? news)
    {
        if (news is null)
        {
            return;
        }

        lock (_lock)
        {
            foreach (var (key, value) in news.Counts)
            {
                _counts[key] = _counts.GetValueOrDefault(key) + value;
            }

            foreach (var (key, value) in news.Measures)
            {
                _kept.Remove(key.Line);
                _measures.TryAdd(key, value);
            }
        }
    }

    private sealed record News(Dictionary<(string Line, int Hour), double> Counts, Dictionary<(string Line, int Hour), double> Measures);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Document} could not be written; the next run tries again")]
        public static partial void NotKept(ILogger logger, string document, Exception exception);

        [LoggerMessage(2, LogLevel.Warning, "{Document} cannot be read; its plots are empty until it is written anew")]
        public static partial void Unreadable(ILogger logger, string document, Exception exception);
    }
}
