namespace CrossCloudOps.Tests;

/// <summary>
/// A clock that stands still until <see cref="Advance"/>, which fires the timers due on the way, in their order, each at its own time
/// and on the caller's thread. Safe for use from many threads.
/// </summary>
public sealed class ManualTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _waiting = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _watchers = [];
    private DateTimeOffset _now = start;
    private long _order;

    public ManualTime()
        : this(new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero))
    {
    }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var until = GetUtcNow() + by;
        while (TakeDue(until) is { } fire)
        {
            fire();
        }
    }

    /// <summary>Completes once so many timers wait at the same time: what was started has come to its delay.</summary>
    public Task UntilWaitingAsync(int timers = 1)
    {
        lock (_lock)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _watchers.Add((timers, reached));
            TellWatchers();
            return reached.Task;
        }
    }

    private Action? TakeDue(DateTimeOffset until)
    {
        lock (_lock)
        {
            var timer = _waiting.Where(t => t.Due <= until).OrderBy(t => t.Due).ThenBy(t => t.Order).FirstOrDefault();
            var reached = timer?.Due ?? until;
            _now = reached > _now ? reached : _now;
            if (timer is null)
            {
                return null;
            }

            _waiting.Remove(timer);
            if (timer.Period > TimeSpan.Zero)
            {
                Wait(timer, timer.Due + timer.Period);
            }

            return timer.Fire;
        }
    }

    private void Wait(ManualTimer timer, DateTimeOffset due)
    {
        timer.Due = due;
        timer.Order = _order++;
        _waiting.Add(timer);
        TellWatchers();
    }

    private void TellWatchers()
    {
        foreach (var watcher in _watchers.Where(w => w.Count <= _waiting.Count).ToList())
        {
            _watchers.Remove(watcher);
            watcher.Reached.SetResult();
        }
    }

    private sealed class ManualTimer(ManualTime time, Action fire) : ITimer
    {
        private bool _disposed;

        public Action Fire => fire;

        public DateTimeOffset Due { get; set; }

        public long Order { get; set; }

        public TimeSpan Period { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                time._waiting.Remove(this);
                if (_disposed)
                {
                    return false;
                }

                Period = period;
                if (dueTime == TimeSpan.Zero)
                {
                    // As on the system's clock: at once, but not before the caller has the timer in its hands.
                    ThreadPool.QueueUserWorkItem(_ => fire());
                    dueTime = period > TimeSpan.Zero ? period : Timeout.InfiniteTimeSpan;
                }

                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    time.Wait(this, time._now + dueTime);
                }

                return true;
            }
        }

        public void Dispose()
        {
            lock (time._lock)
            {
                _disposed = true;
                time._waiting.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
