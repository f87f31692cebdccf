using System.Security.Cryptography;

namespace CrossCloudOps.Emulators.Slack;

/// <summary>
/// Trigger ids: three seconds (or as set), one use.
/// https://docs.slack.dev/interactivity/handling-user-interaction#modal_responses
/// </summary>
internal sealed class TriggerBook(TimeProvider time, TimeSpan lifetime)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Trigger> _triggers = [];

    public string Issue(string userId)
    {
        var id = $"{RandomNumberGenerator.GetInt32(1_000_000, int.MaxValue)}.{RandomNumberGenerator.GetInt32(1_000_000, int.MaxValue)}."
            + RandomNumberGenerator.GetHexString(32, lowercase: true);
        lock (_gate)
        {
            _triggers[id] = new Trigger(userId, time.GetTimestamp(), false);
        }

        return id;
    }

    /// <summary>Uses a trigger up: the person it belongs to, or Slack's word for why not.</summary>
    public (string? UserId, string? Error) Exchange(string? id)
    {
        lock (_gate)
        {
            if (id is null || !_triggers.TryGetValue(id, out var trigger))
            {
                return (null, "invalid_trigger_id");
            }

            if (trigger.Used)
            {
                return (null, "exchanged_trigger_id");
            }

            if (time.GetElapsedTime(trigger.IssuedAt) > lifetime)
            {
                return (null, "expired_trigger_id");
            }

            _triggers[id] = trigger with { Used = true };
            return (trigger.UserId, null);
        }
    }

    private sealed record Trigger(string UserId, long IssuedAt, bool Used);
}
