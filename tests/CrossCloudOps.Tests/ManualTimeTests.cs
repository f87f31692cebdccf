namespace CrossCloudOps.Tests;

public sealed class ManualTimeTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void Timers_fire_in_order_each_at_its_own_time()
    {
        var start = _time.GetUtcNow();
        var fired = new List<(string Name, double Seconds)>();
        using var late = Timer("late", 3);
        using var early = Timer("early", 1);
        using var periodic = Timer("periodic", 2, 2);
        using var never = Timer("never", 10);

        _time.Advance(TimeSpan.FromSeconds(5));

        fired.ShouldBe([("early", 1), ("periodic", 2), ("late", 3), ("periodic", 4)]);
        _time.GetUtcNow().ShouldBe(start.AddSeconds(5));

        ITimer Timer(string name, int due, int period = -1) => _time.CreateTimer(
            _ => fired.Add((name, (_time.GetUtcNow() - start).TotalSeconds)),
            state: null,
            TimeSpan.FromSeconds(due),
            period < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(period));
    }

    [Fact]
    public void The_timestamp_goes_with_the_clock()
    {
        var before = _time.GetTimestamp();

        _time.Advance(TimeSpan.FromMilliseconds(1500));

        _time.GetElapsedTime(before).ShouldBe(TimeSpan.FromMilliseconds(1500));
    }

    [Fact]
    public void A_disposed_timer_neither_fires_nor_comes_back()
    {
        var fired = 0;
        var timer = _time.CreateTimer(_ => fired++, state: null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

        timer.Dispose();
        var changed = timer.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        _time.Advance(TimeSpan.FromSeconds(5));

        changed.ShouldBeFalse();
        fired.ShouldBe(0);
    }

    [Fact]
    public async Task A_timer_due_at_once_fires_by_itself()
    {
        var fired = new TaskCompletionSource();

        await using var timer = _time.CreateTimer(_ => fired.SetResult(), state: null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);

        await fired.Task;
    }

    [Fact]
    public async Task Delays_end_when_their_time_has_come_and_can_be_waited_for()
    {
        var delay = Task.Delay(TimeSpan.FromSeconds(1), _time);
        var second = _time.UntilWaitingAsync(2);
        var early = second.IsCompleted;
        var other = Task.Delay(TimeSpan.FromSeconds(2), _time);

        await second;
        _time.Advance(TimeSpan.FromSeconds(1));

        early.ShouldBeFalse();
        delay.IsCompleted.ShouldBeTrue();
        other.IsCompleted.ShouldBeFalse();
    }
}
