using System.Globalization;

namespace CrossCloudOps.Problems;

/// <summary>
/// When each channel may be spoken to again: one call a second, later after a <c>Retry-After</c>. It travels in the notifier's lease, so
/// that the next instance keeps the same pace. <see href="https://docs.slack.dev/apis/web-api/rate-limits"/>
/// </summary>
internal sealed class SlackPace
{
    private static readonly TimeSpan BetweenCalls = TimeSpan.FromSeconds(1);
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    private readonly Dictionary<string, DateTimeOffset> _notBefore;

    private SlackPace(Dictionary<string, DateTimeOffset> notBefore) => _notBefore = notBefore;

    public static SlackPace Parse(string? note)
    {
        var notBefore = new Dictionary<string, DateTimeOffset>();
        foreach (var entry in (note ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (entry.Split('=') is [var channel, var ms] && long.TryParse(ms, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= Latest)
            {
                notBefore[channel] = DateTimeOffset.FromUnixTimeMilliseconds(at);
            }
        }

        return new SlackPace(notBefore);
    }

    public TimeSpan Wait(string channel, DateTimeOffset now) =>
        _notBefore.TryGetValue(channel, out var at) && at > now ? at - now : TimeSpan.Zero;

    public void Called(string channel, DateTimeOffset now, TimeSpan? retryAfter) =>
        _notBefore[channel] = now + (retryAfter is { } wait && wait > BetweenCalls ? wait : BetweenCalls);

    /// <summary>What the next one must know.</summary>
    public string ToNote(DateTimeOffset now) =>
        string.Join(' ', _notBefore.Where(e => e.Value > now).Select(static e => $"{e.Key}={e.Value.ToUnixTimeMilliseconds()}"));
}
