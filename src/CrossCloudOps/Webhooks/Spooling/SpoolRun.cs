using CrossCloudOps.Aws;
using CrossCloudOps.Storage;

namespace CrossCloudOps.Webhooks.Spooling;

/// <summary>How a run ended.</summary>
/// <param name="IsDrained">The route spools no more.</param>
/// <param name="Failure">What SQS said; null also if the run's time was over.</param>
internal sealed record SpoolEnding(bool IsDrained, AwsFailure? Failure = null)
{
    public static readonly SpoolEnding Drained = new(true);
    public static readonly SpoolEnding Interrupted = new(false);
}

/// <summary>One run on the spool of one route, under its lease. It ends itself; the next one goes on.</summary>
internal sealed class SpoolRun(WebhookRoute route, SpoolCursors cursors, Stored<SpoolCursor>? cursor, Lease lease, TimeProvider time, long began)
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(4);

    /// <summary>The notifier clears a mark when it is a minute old.</summary>
    private static readonly TimeSpan BetweenMarks = TimeSpan.FromSeconds(30);

    private string? _etag = cursor?.ETag;
    private bool _overtaken;
    private long? _marked;
    private Task _saved = Task.CompletedTask;

    public WebhookRoute Route => route;

    public SpoolCursor? Cursor { get; private set; } = cursor?.Value;

    public SpoolBatching Batching { get; } = new();

    /// <summary>Asked before each outward step.</summary>
    public async Task<bool> MayGoOnAsync(CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested && !_overtaken && time.GetElapsedTime(began) < LongestRun && await lease.StillHeldAsync(cancellationToken);

    /// <summary>Writes the cursor, one after the other, while the next batch is on its way.</summary>
    public void MoveTo(SpoolCursor cursor)
    {
        Cursor = cursor;
        _saved = SaveAsync(_saved, cursor);
    }

    /// <summary>The cursor is about a segment that is gone; another one has its number.</summary>
    public void StartAnew() => Cursor = null;

    public Task SavedAsync() => _saved;

    public async Task ForgetCursorAsync(CancellationToken cancellationToken)
    {
        await _saved;
        if (_etag is { } etag && !_overtaken)
        {
            await cursors.ForgetAsync(route.Key, etag, cancellationToken);
        }
    }

    /// <summary>True at first, and once in half a minute.</summary>
    public bool IsTimeToMark()
    {
        if (_marked is { } marked && time.GetElapsedTime(marked) < BetweenMarks)
        {
            return false;
        }

        _marked = time.GetTimestamp();
        return true;
    }

    private async Task SaveAsync(Task before, SpoolCursor cursor)
    {
        await before;
        if (!_overtaken)
        {
            _etag = await cursors.SaveAsync(route.Key, cursor, _etag);
            _overtaken = _etag is null;
        }
    }
}
