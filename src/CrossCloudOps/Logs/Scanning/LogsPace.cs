using System.Globalization;

namespace CrossCloudOps.Logs.Scanning;

/// <summary>
/// Keeps the calls of one run within the quota of the account and Region. When the last call may be made travels in the scan's lease, so
/// that a run right after another keeps it too.
/// </summary>
internal sealed class LogsPace(int callsPerSecond, DateTimeOffset notBefore, TimeProvider time)
{
    private static readonly TimeSpan AfterThrottle = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private DateTimeOffset _next = notBefore;

    public static LogsPace Parse(string? note, int callsPerSecond, TimeProvider time)
    {
        var now = time.GetUtcNow();
        var next = long.TryParse(note, NumberStyles.None, CultureInfo.InvariantCulture, out var ms) && ms < DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : now;
        return new LogsPace(callsPerSecond, next < now + AfterThrottle ? next : now + AfterThrottle, time);
    }

    /// <summary>Waits until the next call may be made.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var at = _next > now ? _next : now;
            _next = at + (TimeSpan.FromSeconds(1) / callsPerSecond);
            return at > now ? Task.Delay(at - now, time, cancellationToken) : Task.CompletedTask;
        }
    }

    /// <summary>Somebody else spends the quota too.</summary>
    public void Throttled()
    {
        lock (_gate)
        {
            var later = time.GetUtcNow() + AfterThrottle;
            _next = _next > later ? _next : later;
        }
    }

    public string ToNote() => _next.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
