using CrossCloudOps.Storage;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.Webhooks.Spooling;

/// <summary>
/// Where a route's spool ends, as far as this instance knows: looked up, or learnt from an own append. It is trusted for a second, absence
/// above all; half a second before, it is looked up again behind the back of those who ask.
/// </summary>
internal sealed partial class SpoolEnd(string route, IDocumentStore store, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Trusted = TimeSpan.FromSeconds(1);

    /// <summary>Longer than anybody waits: the first look of an instance may have to ask for a token, and serves those who come later.</summary>
    private static readonly TimeSpan LooksWithin = TimeSpan.FromSeconds(3);

    private readonly Lock _lock = new();
    private Knowledge? _known;
    private Task? _look;

    /// <summary>Null while the route does not spool, or nothing is known.</summary>
    public long? Segment
    {
        get
        {
            lock (_lock)
            {
                return _known?.Segment;
            }
        }
    }

    /// <summary>Null if it cannot be known: the store does not answer.</summary>
    public async ValueTask<bool?> IsThereAsync(CancellationToken cancellationToken)
    {
        // The first one may wait for a look that was begun behind somebody's back and has failed by now.
        for (var looks = 0; looks < 2; looks++)
        {
            if (Ask(out var look) is { } known)
            {
                return known;
            }

            await look.WaitAsync(cancellationToken);
        }

        return Ask(out _);
    }

    private bool? Ask(out Task look)
    {
        lock (_lock)
        {
            var age = _known is null ? TimeSpan.MaxValue : time.GetElapsedTime(_known.At);
            look = age > Trusted / 2 ? _look ??= LookAsync(_known) : Task.CompletedTask;
            return age <= Trusted ? _known!.Segment is not null : null;
        }
    }

    /// <summary>What an own append showed; null: there is no segment.</summary>
    public void Learn(long? segment)
    {
        lock (_lock)
        {
            _known = new Knowledge(segment, time.GetTimestamp());
        }
    }

    /// <summary>What was learnt while it looked is newer than what it found.</summary>
    private async Task LookAsync(Knowledge? before)
    {
        // Out of the caller's lock.
        await Task.Yield();
        Knowledge? found = null;
        try
        {
            using var limit = new CancellationTokenSource(LooksWithin, time);
            var asked = time.GetTimestamp();
            var last = await store.SegmentsAsync(route, limit.Token).Select(static s => (long?)s).LastOrDefaultAsync(limit.Token);
            found = new Knowledge(last, asked);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whoever needs the answer finds that there is none.
            Log.NotFound(logger, route, e);
        }

        lock (_lock)
        {
            _look = null;
            _known = found is not null && ReferenceEquals(_known, before) ? found : _known;
        }
    }

    private sealed record Knowledge(long? Segment, long At);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The store does not say whether {Route} spools")]
        public static partial void NotFound(ILogger logger, string route, Exception exception);
    }
}
