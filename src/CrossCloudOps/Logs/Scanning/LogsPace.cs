using System.Globalization;

namespace CrossCloudOps.Logs.Scanning;

/// <summary>
/// Keeps the calls of one run within the quota of the account and Region. When the last call may be made travels in the scan's lease, so
/// that a run right after another keeps it too.
/// </summary>
internal sealed class LogsPace(int callsPerSecond, DateTimeOffset notBefore, TimeProvider time)
{
    private static readonly TimeSpan AfterThrottle = TimeSpan.FromSeconds(1);

    private DateTimeOffset _next = notBefore;

    public static LogsPace Parse(string? note, int callsPerSecond, TimeProvider time)
    {
        var now = time.GetUtcNow();
        var next = long.TryParse(note, NumberStyles.None, CultureInfo.InvariantCulture, out var ms) && ms < DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : now;
        return new LogsPace(callsPerSecond, next < now + AfterThrottle ? next : now + AfterThrottle, time);
    }

    /// <summary>Calls made.</summary>
    public int Calls { get; private set; }

    /// <summary>Waits until the next call may be made.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_next > now)
        {
            await Task.Delay(_next - now, time, cancellationToken);
            now = time.GetUtcNow();
        }

        _next = now + (TimeSpan.FromSeconds(1) / callsPerSecond);
        Calls++;
    }

    /// <summary>Somebody else spends the quota too.</summary>
    public void Throttled() => _next = time.GetUtcNow() + AfterThrottle;

    public string ToNote() => _next.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
