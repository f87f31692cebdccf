using CrossCloudOps.Problems;

namespace CrossCloudOps.Tests.Problems;

public sealed class SlackPaceTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_channel_is_spoken_to_once_a_second_and_others_meanwhile()
    {
        var pace = SlackPace.Parse(null);

        pace.Called("C1", Now, retryAfter: null);

        pace.Wait("C1", Now).ShouldBe(TimeSpan.FromSeconds(1));
        pace.Wait("C1", Now.AddSeconds(1)).ShouldBe(TimeSpan.Zero);
        pace.Wait("C2", Now).ShouldBe(TimeSpan.Zero);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(30, 30)]
    public void A_Retry_After_is_kept_if_it_is_longer(int asked, int expected)
    {
        var pace = SlackPace.Parse(null);

        pace.Called("C1", Now, TimeSpan.FromSeconds(asked));

        pace.Wait("C1", Now).ShouldBe(TimeSpan.FromSeconds(expected));
    }

    [Fact]
    public void The_next_one_goes_on_where_this_one_stopped()
    {
        var pace = SlackPace.Parse(null);
        pace.Called("C1", Now, TimeSpan.FromSeconds(30));
        pace.Called("C2", Now, TimeSpan.FromSeconds(5));

        var next = SlackPace.Parse(pace.ToNote(Now.AddSeconds(10)));

        next.Wait("C1", Now.AddSeconds(10)).ShouldBe(TimeSpan.FromSeconds(20));
        next.Wait("C2", Now.AddSeconds(10)).ShouldBe(TimeSpan.Zero);
    }

    [Theory]
    [InlineData("")]
    [InlineData("rubbish")]
    [InlineData("C1=")]
    [InlineData("C1=x C2")]
    [InlineData("=1=2")]
    [InlineData("C1=99999999999999999999")]
    [InlineData("C1=9223372036854775807")]
    public void A_note_that_is_none_is_no_reason_to_wait(string note) => SlackPace.Parse(note).Wait("C1", Now).ShouldBe(TimeSpan.Zero);
}
