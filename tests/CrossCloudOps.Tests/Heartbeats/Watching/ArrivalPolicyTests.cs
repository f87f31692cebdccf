using CrossCloudOps.Heartbeats.Watching;

namespace CrossCloudOps.Tests.Heartbeats.Watching;

public sealed class ArrivalPolicyTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_pulse_is_due_when_it_is_new_comes_again_or_is_another_one_and_stays_due_until_it_is_checked()
    {
        var first = Arrive(new HeartbeatState(), 0, Listed(0))["web-1"];
        var again = Arrive(State(0, first with { DueSince = null }), 10, Listed(10))["web-1"];
        var other = Arrive(State(0, first with { DueSince = null }), 1, Listed(0, "\"2\""))["web-1"];
        var waiting = Arrive(State(10, again), 20, Listed(20))["web-1"];
        var same = Arrive(State(0, first with { DueSince = null }), 1, Listed(0))["web-1"];

        first.DueSince.ShouldBe(Start);
        again.DueSince.ShouldBe(Start.AddMinutes(10));
        other.DueSince.ShouldBe(Start.AddMinutes(1));
        waiting.DueSince.ShouldBe(Start.AddMinutes(10));
        same.DueSince.ShouldBeNull();
    }

    [Fact]
    public void A_pulse_that_is_not_listed_any_more_is_retired()
    {
        var before = Arrive(new HeartbeatState(), 0, Listed(0));

        Arrive(new HeartbeatState { At = Start, Pulses = before }, 1).ShouldBeEmpty();
    }

    [Fact]
    public void Its_pace_is_the_time_between_two_pulses_but_not_that_of_a_gap()
    {
        var state = Arrive(new HeartbeatState(), 0, Listed(0))["web-1"];
        state.Interval.ShouldBeNull();

        state = Arrive(State(9, state), 10, Listed(10))["web-1"];
        state.Interval.ShouldBe(TimeSpan.FromMinutes(10));
        state = Arrive(State(59, state), 60, Listed(60))["web-1"];
        state.Interval.ShouldBe(TimeSpan.FromMinutes(10));
        state = Arrive(State(64, state), 65, Listed(65))["web-1"];
        state.Interval.ShouldBe(TimeSpan.FromMinutes(5));
    }

    [Fact]
    public void Whoever_was_away_does_not_know_how_many_pulses_came_meanwhile()
    {
        var state = Arrive(new HeartbeatState(), 0, Listed(0))["web-1"];

        Arrive(State(0, state), 60, Listed(60))["web-1"].Interval.ShouldBeNull();
    }

    private static HeartbeatState State(int minute, PulseState pulse) => new() { At = Start.AddMinutes(minute), Pulses = new Dictionary<string, PulseState> { ["web-1"] = pulse } };

    private static ListedObject Listed(int minute, string etag = "\"1\"") => new("web-1", etag, Start.AddMinutes(minute));

    private static Dictionary<string, PulseState> Arrive(HeartbeatState before, int minute, params ListedObject[] listed) =>
        ArrivalPolicy.Arrive(before, new Listing(listed, 0, IsCut: false, Start.AddMinutes(minute)));
}
