namespace CrossCloudOps.Playground;

/// <summary>The machine's clock, so many times faster from its making on: delays are as much shorter, and times as much further on.</summary>
internal sealed class FastTime(int factor) : TimeProvider
{
    private readonly DateTimeOffset _began = System.GetUtcNow();
    private readonly long _start = System.GetTimestamp();

    public override long TimestampFrequency => System.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => System.LocalTimeZone;

    /// <summary>What people and wires need so long for on the machine's clock takes this long here.</summary>
    public TimeSpan Of(TimeSpan machine) => machine * factor;

    public override long GetTimestamp() => _start + ((System.GetTimestamp() - _start) * factor);

    public override DateTimeOffset GetUtcNow() => _began + GetElapsedTime(_start);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new FastTimer(System.CreateTimer(callback, state, Shorter(dueTime), Shorter(period)), this);

    /// <summary>Infinite stays infinite.</summary>
    private TimeSpan Shorter(TimeSpan span) => span == Timeout.InfiniteTimeSpan ? span : span / factor;

    private sealed class FastTimer(ITimer timer, FastTime time) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(time.Shorter(dueTime), time.Shorter(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
