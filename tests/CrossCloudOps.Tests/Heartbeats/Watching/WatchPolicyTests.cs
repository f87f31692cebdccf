using CrossCloudOps.Heartbeats;
using CrossCloudOps.Heartbeats.Probing;
using CrossCloudOps.Heartbeats.Watching;

namespace CrossCloudOps.Tests.Heartbeats.Watching;

public sealed class WatchPolicyTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan StaleAfter = TimeSpan.FromMinutes(15);
    private static readonly CheckFailure Failure = new(CheckCause.Status, "HTTP 500 instead of 2xx");

    [Theory]
    // Ages in minutes: the pulse, the last answer, the first failed check of a row, since when a check is due.
    [InlineData(3, 3, null, null, nameof(Standing.Fine))]
    [InlineData(15, 15, null, null, nameof(Standing.Fine))]
    [InlineData(16, 16, null, null, nameof(Standing.PulseTooOld))]
    [InlineData(16, 40, 30, null, nameof(Standing.PulseTooOld))]
    [InlineData(6, 15, 5, null, nameof(Standing.Waiting))]
    [InlineData(6, 16, 5, null, nameof(Standing.EchoTooOld))]
    [InlineData(6, 16, 1, null, nameof(Standing.Waiting))]
    [InlineData(1, 11, null, 1, nameof(Standing.Waiting))]
    [InlineData(1, 70, null, 1, nameof(Standing.Waiting))]
    [InlineData(9, 70, null, 6, nameof(Standing.NotChecked))]
    [InlineData(6, null, 10, null, nameof(Standing.Waiting))]
    public void Stands_as_pulse_and_echo_say(int pulsed, int? answered, int? failing, int? due, string standing)
    {
        var state = State(pulsed) with
        {
            FirstSeenAt = Now.AddMinutes(-12),
            EchoedAt = Ago(answered),
            Failure = failing is null ? null : Failure,
            FailingSince = Ago(failing),
            DueSince = Ago(due),
        };

        WatchPolicy.Look(state, StaleAfter, Now).Standing.ToString().ShouldBe(standing);
    }

    [Fact]
    public void Has_never_echoed_when_none_was_there_since_it_was_first_seen()
    {
        var state = State(6) with { FirstSeenAt = Now.AddMinutes(-16), Failure = Failure, FailingSince = Now.AddMinutes(-15) };

        WatchPolicy.Look(state, StaleAfter, Now).Standing.ShouldBe(Standing.NeverEchoed);
    }

    [Fact]
    public void Cannot_be_read_when_its_file_has_faults_and_waits_when_S3_did_not_give_it_yet()
    {
        var unread = State(1) with { Pulse = null };

        WatchPolicy.Look(unread, StaleAfter, Now).Standing.ShouldBe(Standing.Waiting);
        WatchPolicy.Look(unread with { Faults = ["broken"] }, StaleAfter, Now).Standing.ShouldBe(Standing.Unreadable);
    }

    [Theory]
    [InlineData(10, null, 15)]
    [InlineData(1, null, 3)]
    [InlineData(10, 2, 12)]
    [InlineData(60, 240, 300)]
    public void May_be_as_old_as_its_own_pace_and_grace_allow(int every, int? grace, int limit) =>
        WatchPolicy.LimitOf(Asking with { Every = TimeSpan.FromMinutes(every), Grace = grace is { } g ? TimeSpan.FromMinutes(g) : null }, StaleAfter).ShouldBe(TimeSpan.FromMinutes(limit));

    [Theory]
    [InlineData(nameof(Standing.PulseTooOld), false, nameof(Standing.PulseTooOld))]
    [InlineData(nameof(Standing.PulseTooOld), true, nameof(Standing.EchoTooOld))]
    [InlineData(nameof(Standing.EchoTooOld), true, nameof(Standing.EchoTooOld))]
    [InlineData(nameof(Standing.NeverEchoed), true, nameof(Standing.NeverEchoed))]
    [InlineData(nameof(Standing.Unreadable), true, nameof(Standing.Waiting))]
    [InlineData(nameof(Standing.Fine), true, nameof(Standing.Waiting))]
    public void Is_out_of_trouble_only_when_all_is_well(string before, bool fails, string after)
    {
        // It came again a minute ago, and not enough is known of it yet.
        var state = State(1) with { Standing = Enum.Parse<Standing>(before), BadLooks = 5, Failure = fails ? Failure : null, FailingSince = fails ? Now.AddMinutes(-1) : null, DueSince = fails ? null : Now.AddMinutes(-1), EchoedAt = Now.AddMinutes(-40) };

        WatchPolicy.Look(state, StaleAfter, Now).Standing.ToString().ShouldBe(after);
    }

    [Fact]
    public void Counts_the_looks_that_found_it_in_trouble_in_a_row()
    {
        var bad = WatchPolicy.Look(WatchPolicy.Look(State(20), StaleAfter, Now), StaleAfter, Now);

        bad.BadLooks.ShouldBe(2);
        WatchPolicy.Look(bad with { PulsedAt = Now, GoodAt = Now }, StaleAfter, Now).BadLooks.ShouldBe(0);
    }

    private static Pulse Asking { get; } = new() { Url = new Uri("https://web-1.example/health") };

    private static PulseState State(int pulsed) => new() { ETag = "\"1\"", PulsedAt = Now.AddMinutes(-pulsed), FirstSeenAt = Now.AddDays(-1), Pulse = Asking };

    private static DateTimeOffset? Ago(int? minutes) => minutes is { } m ? Now.AddMinutes(-m) : null;
}
