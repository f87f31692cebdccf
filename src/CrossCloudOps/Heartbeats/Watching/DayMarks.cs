using CrossCloudOps.Pages;

namespace CrossCloudOps.Heartbeats.Watching;

/// <summary>How a heartbeat stood at worst in each of the last 24 hours: a character each, the present hour last. The state is written each round anyway.</summary>
internal static class DayMarks
{
    private const char Unknown = '-';
    private const char Fine = '.';
    private const char Doubtful = '~';
    private const char Bad = '!';

    public static PulseState Mark(PulseState pulse, int dayHour, int hour)
    {
        var passed = Math.Clamp(hour - dayHour, 0, Hours.Shown);
        var day = (pulse.Day is { Length: Hours.Shown } known ? known[passed..] : "").PadLeft(Hours.Shown - passed, Unknown).PadRight(Hours.Shown, Unknown);
        var mark = pulse.Standing > Standing.Fine ? Bad : pulse.Failure is not null ? Doubtful : Fine;
        return pulse with { Day = day[..^1] + Worse(day[^1], mark) };
    }

    /// <summary>By hours up to the present one, which may be later than the last round's.</summary>
    public static IReadOnlyList<PageLevel?> Read(string? day, int dayHour, int hour)
    {
        var passed = Math.Clamp(hour - dayHour, 0, Hours.Shown);
        var shown = (day is { Length: Hours.Shown } ? day : "").PadLeft(Hours.Shown, Unknown)[passed..].PadRight(Hours.Shown, Unknown);
        return [.. shown.Select(static c => c switch { Fine => PageLevel.Fine, Doubtful => PageLevel.Notice, Bad => PageLevel.Bad, _ => (PageLevel?)null })];
    }

    private static char Worse(char one, char other) => Rank(one) >= Rank(other) ? one : other;

    private static int Rank(char mark) => mark switch { Bad => 3, Doubtful => 2, Fine => 1, _ => 0 };
}
