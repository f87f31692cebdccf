using System.Collections.Concurrent;

namespace CrossCloudOps.Emulators.Logs;

/// <summary>How many calls of an operation a second allows, by the emulator's clock; more of them are answered with ThrottlingException. None are set at first.</summary>
public sealed class LogsQuotas
{
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, Quota> _quotas = new(StringComparer.Ordinal);

    internal LogsQuotas(TimeProvider time) => _time = time;

    /// <summary>Sets the quota of an operation, for example 5 for <c>FilterLogEvents</c> in eu-central-1.</summary>
    public void Set(string operation, int callsPerSecond)
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentOutOfRangeException.ThrowIfNegative(callsPerSecond);
        _quotas[operation] = new Quota(callsPerSecond);
    }

    /// <summary>Takes all quotas away.</summary>
    public void Clear() => _quotas.Clear();

    internal bool Allows(string operation) => !_quotas.TryGetValue(operation, out var quota) || quota.Allows(_time.GetUtcNow());

    private sealed class Quota(int callsPerSecond)
    {
        private readonly Queue<DateTimeOffset> _lastSecond = new();

        public bool Allows(DateTimeOffset now)
        {
            lock (_lastSecond)
            {
                while (_lastSecond.TryPeek(out var first) && now - first >= TimeSpan.FromSeconds(1))
                {
                    _lastSecond.Dequeue();
                }

                if (_lastSecond.Count >= callsPerSecond)
                {
                    return false;
                }

                _lastSecond.Enqueue(now);
                return true;
            }
        }
    }
}
