using CrossCloudOps.Logs.Folding;
using CrossCloudOps.Logs.Scanning;

namespace CrossCloudOps.Tests.Logs.Scanning;

public sealed class ScanPolicyTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    [Fact]
    public void The_first_window_goes_back_over_the_overlap_and_leaves_the_last_moments_alone()
    {
        var window = ScanPolicy.Next(State(), Now, Overlap).ShouldNotBeNull();

        Moment(window.To).ShouldBe(Now.AddSeconds(-10));
        Moment(window.From).ShouldBe(Now.AddSeconds(-10) - Overlap);
        window.IsWhole.ShouldBeTrue();
    }

    [Fact]
    public void The_next_one_goes_back_two_minutes_and_after_five_minutes_one_goes_all_the_way()
    {
        var state = Done(State(), Now);

        var fresh = ScanPolicy.Next(state, Now.AddMinutes(1), Overlap).ShouldNotBeNull();
        var whole = ScanPolicy.Next(state, Now.AddMinutes(5), Overlap).ShouldNotBeNull();

        fresh.IsWhole.ShouldBeFalse();
        Moment(fresh.From).ShouldBe(Now.AddSeconds(-10).AddMinutes(-2));
        whole.IsWhole.ShouldBeTrue();
        Moment(whole.From).ShouldBeLessThanOrEqualTo(Now - Overlap);
    }

    /// <summary>What the pages say of the overlap, over every mixture of windows, missed runs and windows that take long.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Every_event_not_later_than_the_overlap_is_in_a_window_that_begins_after_it_became_readable(int seed)
    {
        var random = new Random(seed);
        var events = Enumerable.Range(0, 2000).Select(_ => (At: Now.AddSeconds(random.Next(6 * 3600)), Late: TimeSpan.FromSeconds(random.Next(601)))).ToList();
        var state = State();
        var seen = new HashSet<(DateTimeOffset, TimeSpan)>();
        for (var now = Now.AddSeconds(20); now < Now.AddHours(8); now += TimeSpan.FromSeconds(random.Next(20) == 0 ? random.Next(7200) : 60))
        {
            var began = now;
            while (ScanPolicy.Next(state, now, Overlap) is { } window)
            {
                seen.UnionWith(events.Where(e => e.At + e.Late <= began && e.At >= Moment(window.From) && e.At <= Moment(window.To)));
                now = now.AddSeconds(random.Next(20));
                state = ScanPolicy.Done(state, window, Overlap);
                if (!ScanPolicy.HasMore(state, now))
                {
                    break;
                }

                began = now;
            }
        }

        events.Except(seen).ShouldBeEmpty();
    }

    [Fact]
    public void What_was_missed_is_read_in_steps_of_an_hour_oldest_first()
    {
        var state = Done(State(), Now);
        var later = Now.AddHours(5);

        var first = ScanPolicy.Next(state, later, Overlap).ShouldNotBeNull();
        var second = ScanPolicy.Next(ScanPolicy.Done(state, first, Overlap), later, Overlap).ShouldNotBeNull();

        (Moment(first.To) - Now.AddSeconds(-10)).ShouldBe(TimeSpan.FromHours(1));
        Moment(second.To).ShouldBe(Moment(first.To).AddHours(1));
        ScanPolicy.BehindBy(ScanPolicy.Done(state, first, Overlap), later).ShouldNotBeNull().TotalHours.ShouldBe(4, 0.01);
    }

    [Fact]
    public void A_window_that_was_begun_goes_on()
    {
        var open = new ScanWindow(1, 2, IsWhole: true, 3, "token");

        ScanPolicy.Next(State() with { Window = open }, Now, Overlap).ShouldBe(open);
    }

    private static GroupState State() => new() { Group = "/aws/lambda/orders" };

    private static GroupState Done(GroupState state, DateTimeOffset now) => ScanPolicy.Done(state, ScanPolicy.Next(state, now, Overlap)!, Overlap);

    private static DateTimeOffset Moment(long at) => DateTimeOffset.FromUnixTimeMilliseconds(at);
}
