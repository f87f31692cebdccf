using CrossCloudOps.Heartbeats.Probing;

namespace CrossCloudOps.Tests.Heartbeats.Probing;

public sealed class PulseTimeTests
{
    [Theory]
    [InlineData("0s", 0)]
    [InlineData("250ms", 250)]
    [InlineData("90s", 90_000)]
    [InlineData("10m", 600_000)]
    [InlineData("1h30m", 5_400_000)]
    [InlineData("1h0m5s", 3_605_000)]
    [InlineData("14d", 1_209_600_000)]
    [InlineData("1d2h3m4s5ms", 93_784_005)]
    [InlineData("007m", 420_000)]
    public void A_time_is_read(string text, double milliseconds) => PulseTime.Parse(text).ShouldBe(TimeSpan.FromMilliseconds(milliseconds));

    [Theory]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("m")]
    [InlineData("10 m")]
    [InlineData(" 10m")]
    [InlineData("10M")]
    [InlineData("10min")]
    [InlineData("1.5h")]
    [InlineData("-5m")]
    [InlineData("5m1h")]
    [InlineData("1m1m")]
    [InlineData("00:10:00")]
    [InlineData("٣m")]
    [InlineData("1000000000s")]
    [InlineData("999999999d")]
    public void What_is_no_time_is_not(string text) => PulseTime.Parse(text).ShouldBeNull();

    [Theory]
    [InlineData("0s")]
    [InlineData("250ms")]
    [InlineData("1m30s")]
    [InlineData("1h30m")]
    [InlineData("30d")]
    [InlineData("1d2h3m4s5ms")]
    public void A_time_is_written_as_it_is_read(string text) => PulseTime.Write(PulseTime.Parse(text)!.Value).ShouldBe(text);
}
