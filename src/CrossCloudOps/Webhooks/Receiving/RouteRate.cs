namespace CrossCloudOps.Webhooks.Receiving;

/// <summary>So many requests a second, and as many at once after a quiet second. The base library's limiters keep no clock but their own.</summary>
/// <param name="perSecond">0: as many as come.</param>
internal sealed class RouteRate(int perSecond, TimeProvider time)
{
    private readonly Lock _lock = new();
    private double _tokens = perSecond;
    private long _filledAt = time.GetTimestamp();

    /// <summary>Null if a request may pass; else how long until one may.</summary>
    public TimeSpan? Wait()
    {
        if (perSecond == 0)
        {
            return null;
        }

        lock (_lock)
        {
            var now = time.GetTimestamp();
            _tokens = Math.Min(perSecond, _tokens + (time.GetElapsedTime(_filledAt, now).TotalSeconds * perSecond));
            _filledAt = now;
            if (_tokens < 1)
            {
                return TimeSpan.FromSeconds((1 - _tokens) / perSecond);
            }

            _tokens--;
            return null;
        }
    }
}
