namespace CrossCloudOps.Tests.Drivers;

/// <summary>Somebody else's clock: it goes as fast as ours, and shows another time.</summary>
internal sealed class SkewedTime(TimeProvider ours, TimeSpan skew) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => ours.LocalTimeZone;

    public override long TimestampFrequency => ours.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => ours.GetUtcNow() + skew;

    public override long GetTimestamp() => ours.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => ours.CreateTimer(callback, state, dueTime, period);
}
