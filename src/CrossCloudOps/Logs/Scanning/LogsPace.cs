using System.Globalization;

namespace CrossCloudOps.Logs.Scanning;

/// <summary>
/// Keeps the calls of one run within the quota of the account and Region. That the quota was used up travels in the scan's lease, so that
/// a run right after another waits too.
/// </summary>
internal sealed class LogsPace(int callsPerSecond, DateTimeOffset notBefore, TimeProvider time)
{
    private static readonly TimeSpan AfterThrottle = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly TimeSpan _between = TimeSpan.FromSeconds(1) / callsPerSecond;
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
            _next = at + _between;
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

    /// <summary>What the next one must know. Null, which costs no write, where its first call would not come too early by more than one.</summary>
    public string? ToNote() => _next - time.GetUtcNow() > _between ? _next.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) : null;
}
