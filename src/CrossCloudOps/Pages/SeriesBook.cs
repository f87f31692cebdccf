using CrossCloudOps.Storage;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.Pages;

/// <summary>
/// Keeps what a feature counts and measures, for the status page alone: in memory, and every three minutes at most in one document, if anything
/// changed. It is no ledger: a process that dies takes its last minutes with it, and a write whose answer is lost may count twice.
/// </summary>
internal sealed partial class SeriesBook(string feature, IDocumentStore store, TimeProvider time, ILogger<SeriesBook> logger)
{
    public static readonly TimeSpan KeepsEvery = TimeSpan.FromMinutes(3);

    /// <summary>What comes in the next seconds goes with it.</summary>
    private static readonly TimeSpan Gathers = TimeSpan.FromSeconds(5);

    private const int MostConflicts = 5;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, double> _last = [];
    private SeriesNews _news = new();
    private long? _keptAt;
    private bool _isToBeKept;

    private string Document => Series.Folder + feature;

    /// <summary>What was kept, with what this process knows beyond. Null while there is nothing, or if it cannot be read: no plot is worth a page.</summary>
    public async Task<Series?> ReadAsync(CancellationToken cancellationToken)
    {
        Series? kept = null;
        try
        {
            kept = (await store.ReadAsync(Document, PagesJson.Default.Series, cancellationToken))?.Value;
        }
        catch (UnreadableDocumentException e)
        {
            Log.Unreadable(logger, e.Name, e);
        }

        lock (_lock)
        {
            return _news.IsEmpty ? kept : (kept ?? new Series()).With(_news, time.GetUtcNow());
        }
    }

    public void Count(string line, double more = 1) => Add(static news => news.Counted, (line, Hours.Of(time.GetUtcNow())), more);

    /// <summary>For the last hour alone.</summary>
    public void CountLately(string line, double more = 1) => Add(static news => news.Lately, (line, Lately.Of(time.GetUtcNow())), more);

    public void Measure(string line, double value)
    {
        lock (_lock)
        {
            if (!_last.TryGetValue(line, out var last) || last != value)
            {
                _last[line] = value;
                _news.Measured[(line, Hours.Of(time.GetUtcNow()))] = value;
            }
        }
    }

    /// <summary>Keeps it in the background once it is time, for those who have nobody to come back for it and must not wait.</summary>
    public void KeepLater()
    {
        lock (_lock)
        {
            if (!_isToBeKept)
            {
                _isToBeKept = true;
                _ = KeepLaterAsync();
            }
        }
    }

    /// <summary>Keeps what is new, if there is anything and it is time. That it fails stops nobody: the next run tries again.</summary>
    /// <param name="measure">What is measured before it.</param>
    public async Task KeepAsync(CancellationToken cancellationToken, Func<CancellationToken, Task>? measure = null)
    {
        if (Wait() > TimeSpan.Zero)
        {
            return;
        }

        var news = new SeriesNews();
        try
        {
            if (measure is not null)
            {
                await measure(cancellationToken);
            }

            news = Take();
            if (!news.IsEmpty && await TryWriteAsync(news, cancellationToken))
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

    private async Task KeepLaterAsync()
    {
        // Out of the caller's lock.
        await Task.Yield();
        var wait = Wait();
        await Task.Delay(wait > Gathers ? wait : Gathers, time, CancellationToken.None);
        lock (_lock)
        {
            _isToBeKept = false;
        }

        await KeepAsync(CancellationToken.None);
    }

    /// <summary>Until the last time is long enough ago.</summary>
    private TimeSpan Wait() => _keptAt is { } at ? KeepsEvery - time.GetElapsedTime(at) : TimeSpan.Zero;

    private void Add(Func<SeriesNews, Dictionary<(string Line, int At), double>> counts, (string Line, int At) key, double more)
    {
        lock (_lock)
        {
            var news = counts(_news);
            news[key] = news.GetValueOrDefault(key) + more;
        }
    }

    /// <summary>False if it is known already.</summary>
    private async Task<bool> TryWriteAsync(SeriesNews news, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; conflicts < MostConflicts; conflicts++)
        {
            var (before, etag) = await StoredAsync(cancellationToken);
            var after = before.With(news, time.GetUtcNow());
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

    private SeriesNews Take()
    {
        lock (_lock)
        {
            var news = _news;
            _news = new SeriesNews();
            return news;
        }
    }

    private void GiveBack(SeriesNews news)
    {
        lock (_lock)
        {
            _news.Precede(news);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Document} could not be written; the next run tries again")]
        public static partial void NotKept(ILogger logger, string document, Exception exception);

        [LoggerMessage(2, LogLevel.Warning, "{Document} cannot be read; its plots are empty until it is written anew")]
        public static partial void Unreadable(ILogger logger, string document, Exception exception);
    }
}
