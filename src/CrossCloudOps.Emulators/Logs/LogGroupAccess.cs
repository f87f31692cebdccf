using CrossCloudOps.Emulators.Logs.Groups;

namespace CrossCloudOps.Emulators.Logs;

/// <summary>A log group from the inside, for tests.</summary>
public sealed class LogGroupAccess
{
    private readonly LogsAccount _account;
    private readonly LogGroup _group;

    internal LogGroupAccess(LogsAccount account, LogGroup group) => (_account, _group) = (account, group);

    /// <summary>The group's name.</summary>
    public string Name => _group.Name;

    /// <summary>The group's ARN, without <c>:*</c>.</summary>
    public string Arn => _group.Arn;

    /// <summary>All events in their order, those too that are not ingested yet.</summary>
    public IReadOnlyList<LogEventSnapshot> Events
    {
        get
        {
            lock (_group.Gate)
            {
                return [.. _group.Events.All().Select(Snapshot)];
            }
        }
    }

    /// <summary>
    /// Puts an event into a stream, which is created if need be; nothing is checked. It can be read from its ingestion on:
    /// <paramref name="ingestedAfter"/> its time, or at once when null.
    /// </summary>
    /// <returns>The event's id.</returns>
    public string Put(string stream, string message, DateTimeOffset? at = null, TimeSpan? ingestedAfter = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(message);
        var now = _account.Now;
        var timestamp = at?.ToUnixTimeMilliseconds() ?? now;
        var ingestedAt = ingestedAfter is { } delay ? timestamp + (long)delay.TotalMilliseconds : now;
        lock (_group.Gate)
        {
            var key = _account.NewKey(timestamp, ingestedAt);
            _group.Add(_group.Find(stream) ?? _group.Create(stream, now)!, key, message);
            return key.ToId();
        }
    }

    private static LogEventSnapshot Snapshot(LogEvent one) => new(one.Key.ToId(), one.Stream.Name, one.Message)
    {
        At = DateTimeOffset.FromUnixTimeMilliseconds(one.Key.Timestamp),
        IngestedAt = DateTimeOffset.FromUnixTimeMilliseconds(one.Key.IngestedAt),
    };
}
