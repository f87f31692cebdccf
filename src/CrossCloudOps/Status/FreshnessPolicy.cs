namespace CrossCloudOps.Status;

/// <summary>How long ago a function last ended well, and how long ago it may be.</summary>
/// <param name="Age">Null if it never did.</param>
internal sealed record FunctionFreshness(EnabledFunction Function, DateTimeOffset? LastGoodRun, TimeSpan? Age, TimeSpan Limit)
{
    public bool IsFresh => Age < Limit;
}

/// <summary>Decides whether a function's last good run is fresh: younger than three of its intervals.</summary>
internal static class FreshnessPolicy
{
    private const int Intervals = 3;

    /// <summary>A run may itself take ten minutes (<c>functionTimeout</c>), and not each one is recorded.</summary>
    private static readonly TimeSpan ShortestLimit = TimeSpan.FromMinutes(12);

    /// <summary>
    /// What never ended well is not fresh: it may be broken since its first day. The intervals are those after the last good run, so that a
    /// schedule of office hours is not late all night.
    /// </summary>
    public static FunctionFreshness Judge(EnabledFunction function, DateTimeOffset? lastGoodRun, DateTimeOffset now)
    {
        var interval = TimerSchedule.Parse(function.Schedule)?.LongestGap(lastGoodRun ?? now, Intervals) ?? TimeSpan.Zero;
        var limit = interval * Intervals;
        var age = now - lastGoodRun;
        return new FunctionFreshness(function, lastGoodRun, age < TimeSpan.Zero ? TimeSpan.Zero : age, limit > ShortestLimit ? limit : ShortestLimit);
    }
}
