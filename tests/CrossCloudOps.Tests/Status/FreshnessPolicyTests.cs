using CrossCloudOps.Status;

namespace CrossCloudOps.Tests.Status;

public sealed class FreshnessPolicyTests
{
    /// <summary>A Monday.</summary>
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("*/15 * * * * *", 12)]
    [InlineData("0 * * * * *", 12)]
    [InlineData("0 */4 * * * *", 12)]
    [InlineData("0 */5 * * * *", 15)]
    [InlineData("*/5 * * * *", 15)]
    [InlineData("00:10:00", 30)]
    [InlineData("0 0 */6 * * *", 18 * 60)]
    [InlineData("0 0 8 * * *", 72 * 60)]
    [InlineData("no schedule", 12)]
    public void Three_intervals_but_at_least_twelve_minutes_are_the_limit(string schedule, double minutes)
    {
        var limit = TimeSpan.FromMinutes(minutes);

        Judge(schedule, Noon, Noon + limit - TimeSpan.FromSeconds(1)).ShouldBe((true, limit));
        Judge(schedule, Noon, Noon + limit).ShouldBe((false, limit));
    }

    [Theory]
    [InlineData("*/15 * 8-17 * * *", "2026-01-05T17:59:45Z", "2026-01-06T08:00:30Z", true)]
    [InlineData("*/15 * 8-17 * * *", "2026-01-05T12:00:00Z", "2026-01-05T12:12:00Z", false)]
    [InlineData("0 0 8 * * 1-5", "2026-01-09T08:00:05Z", "2026-01-12T08:01:00Z", true)]
    public void A_schedule_with_a_night_is_not_late_in_it(string schedule, string lastGoodRun, string now, bool isFresh) =>
        Judge(schedule, At(lastGoodRun), At(now)).IsFresh.ShouldBe(isFresh);

    [Fact]
    public void What_never_ended_well_is_not_fresh() => Judge("*/15 * * * * *", lastGoodRun: null, Noon).ShouldBe((false, TimeSpan.FromMinutes(12)));

    [Fact]
    public void A_schedule_that_never_comes_asks_for_nothing_once_it_ran() => Judge("0 0 0 30 2 *", Noon, Noon.AddYears(1)).IsFresh.ShouldBeTrue();

    [Fact]
    public void A_last_run_in_the_stores_future_was_just_now() =>
        FreshnessPolicy.Judge(new EnabledFunction("Notify", "0 * * * * *"), Noon.AddTicks(5), Noon).Age.ShouldBe(TimeSpan.Zero);

    private static (bool IsFresh, TimeSpan Limit) Judge(string schedule, DateTimeOffset? lastGoodRun, DateTimeOffset now)
    {
        var judged = FreshnessPolicy.Judge(new EnabledFunction("Notify", schedule), lastGoodRun, now);
        return (judged.IsFresh, judged.Limit);
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
