using CrossCloudOps.Heartbeats.Watching;
using CrossCloudOps.Pages;

namespace CrossCloudOps.Tests.Heartbeats.Watching;

public sealed class DayMarksTests
{
    private static readonly PulseState Fine = new() { ETag = "1", PulsedAt = default, FirstSeenAt = default, Standing = Standing.Fine };
    private static readonly PulseState Bad = Fine with { Standing = Standing.PulseTooOld };

    [Fact]
    public void An_hour_is_as_bad_as_its_worst_look_and_the_next_begins_anew()
    {
        var day = Look(Look(Look(null, 0, 100, Fine), 100, 100, Bad), 100, 100, Fine);
        day = Look(day, 100, 101, Fine);

        day.ShouldBe(new string('-', 22) + "!.");
    }

    [Fact]
    public void Hours_in_which_nobody_looked_are_unknown()
    {
        var day = Look(Look(null, 0, 100, Bad), 100, 104, Fine);

        day.ShouldBe(new string('-', 19) + "!---.");
        DayMarks.Read(day, 104, 105).TakeLast(3).ShouldBe([null, PageLevel.Fine, null]);
        Look(day, 104, 200, Fine).ShouldBe(new string('-', 23) + ".");
        DayMarks.Read(day, 104, 200).ShouldAllBe(static mark => mark == null);
        DayMarks.Read(null, 104, 104).Count.ShouldBe(24);
    }

    private static string Look(string? day, int dayHour, int hour, PulseState pulse) => DayMarks.Mark(pulse with { Day = day }, dayHour, hour).Day!;
}
