using CrossCloudOps.Storage;

namespace CrossCloudOps.DeadLetters.Bulk;

/// <summary>One run of a job, under its lease. It ends itself; the next one goes on.</summary>
internal sealed class BulkSlice(Lease lease, TimeProvider time)
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan BetweenProgress = TimeSpan.FromSeconds(5);

    private readonly long _start = time.GetTimestamp();
    private long? _told;

    /// <summary>What was begun before is another run's.</summary>
    public DateTimeOffset Began { get; } = time.GetUtcNow();

    /// <summary>Asked before each outward step.</summary>
    public async Task<bool> MayGoOnAsync(CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested && time.GetElapsedTime(_start) < LongestRun && await lease.StillHeldAsync(cancellationToken);

    /// <summary>Also after the run's own time: what is begun is finished while nobody else can be at it.</summary>
    public Task<bool> IsHeldAsync() => lease.StillHeldAsync(CancellationToken.None);

    /// <summary>True at first, and once in five seconds.</summary>
    public bool IsTimeToTell()
    {
        if (_told is { } told && time.GetElapsedTime(told) < BetweenProgress)
        {
            return false;
        }

        _told = time.GetTimestamp();
        return true;
    }
}
