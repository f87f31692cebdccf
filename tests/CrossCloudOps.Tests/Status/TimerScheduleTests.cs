using CrossCloudOps.Status;

namespace CrossCloudOps.Tests.Status;

public sealed class TimerScheduleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("*/30 * * * * *", 0, 30)]
    [InlineData("*/30 * * * * *", 29.9, 30)]
    [InlineData("*/30 * * * * *", 30, 60)]
    [InlineData("0 */5 * * * *", 61, 300)]
    [InlineData("*/5 * * * *", 61, 300)]
    [InlineData("00:00:07", 0, 7)]
    [InlineData("00:00:07", 7, 14)]
    [InlineData("00:00:07", 20, 21)]
    public void The_next_time_is_the_first_in_step_after_now(string text, double now, double expected)
    {
        var schedule = TimerSchedule.Parse(text)!;

        var next = schedule.Next(Noon, Noon.AddSeconds(now));

        next.ShouldBe(Noon.AddSeconds(expected));
        next.Offset.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void A_clock_that_was_set_back_does_not_repeat_a_tick()
    {
        var schedule = TimerSchedule.Parse("*/30 * * * * *")!;

        var next = schedule.Next(Noon, Noon.AddMilliseconds(-1));

        next.ShouldBe(Noon.AddSeconds(30));
    }

    [Theory]
    [InlineData("")]
    [InlineData("often")]
    [InlineData("* * * *")]
    [InlineData("61 * * * * *")]
    [InlineData("00:00:00")]
    [InlineData("-00:00:01")]
    public void What_is_neither_a_cron_text_nor_an_interval_is_no_schedule(string text) => TimerSchedule.Parse(text).ShouldBeNull();
}
