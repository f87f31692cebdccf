using CrossCloudOps.Storage;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.Webhooks.Spooling;

/// <summary>
/// Whether a route spools, as far as this instance knows: looked up, or learnt from an own append. It is trusted for a second, absence
/// above all; from half a second on it is looked up again behind the back of those who ask.
/// </summary>
/// <remarks>
/// The sign is a document of its own, because reading it costs a twelfth of listing segments. Whoever appends writes it after the append
/// and before it says so to a sender; the drainer deletes it only if nobody wrote it since before it found no segment.
/// </remarks>
internal sealed partial class SpoolSign(string route, IDocumentStore store, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Trusted = TimeSpan.FromSeconds(1);

    /// <summary>Longer than anybody waits: the first look of an instance may have to ask for a token, and serves those who come later.</summary>
    private static readonly TimeSpan LooksWithin = TimeSpan.FromSeconds(3);

    private readonly Lock _lock = new();
    private Knowledge? _known;
    private Task? _look;

    public static string Name(string route) => $"{SpoolSegments.Folder}{route}/spooling";

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

    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        await store.WriteAsync(Name(route), ReadOnlyMemory<byte>.Empty, cancellationToken);
        Learn(isThere: true);
    }

    /// <summary>What an own append showed.</summary>
    public void Learn(bool isThere)
    {
        lock (_lock)
        {
            _known = new Knowledge(isThere, time.GetTimestamp());
        }
    }

    private bool? Ask(out Task look)
    {
        lock (_lock)
        {
            var age = _known is null ? TimeSpan.MaxValue : time.GetElapsedTime(_known.At);
            look = age > Trusted / 2 ? _look ??= LookAsync(_known) : Task.CompletedTask;
            return age <= Trusted ? _known!.IsThere : null;
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
            found = new Knowledge(await store.ReadAsync(Name(route), limit.Token) is not null, asked);
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

    private sealed record Knowledge(bool IsThere, long At);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The store does not say whether {Route} spools")]
        public static partial void NotFound(ILogger logger, string route, Exception exception);
    }
}
