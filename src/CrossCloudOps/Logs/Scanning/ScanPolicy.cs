using CrossCloudOps.Logs.Folding;

namespace CrossCloudOps.Logs.Scanning;

/// <summary>Decides which window of a log group is read next, and what is known once it was. Times are milliseconds since 1970.</summary>
internal static class ScanPolicy
{
    /// <summary>The last moments are left alone, so that the lines around an error are there when it is found.</summary>
    private const long Settles = 10_000;

    /// <summary>How far our clock and that of CloudWatch Logs may differ.</summary>
    private const long ClockSkew = 60_000;

    /// <summary>Most events become readable within seconds: so far back every window goes.</summary>
    private const long UsualDelay = 2 * 60_000;

    private const long WholeEvery = 5 * 60_000;

    /// <summary>What was missed is made up for in steps of this length, oldest first.</summary>
    private const long LongestStep = 60 * 60_000;

    /// <summary>Further back than this a group is told to be behind.</summary>
    private const long Behind = 15 * 60_000;

    /// <summary>The window that is being read, or the next one. Null: there is none yet.</summary>
    public static ScanWindow? Next(GroupState state, DateTimeOffset now, TimeSpan overlap)
    {
        if (state.Window is { } open)
        {
            return open;
        }

        var (late, began) = ((long)overlap.TotalMilliseconds, now.ToUnixTimeMilliseconds() - ClockSkew);
        var end = now.ToUnixTimeMilliseconds() - Settles;
        if (state.ReadUpTo is not { } readUpTo)
        {
            return new ScanWindow(end - late, end, IsWhole: true, began, Token: null);
        }

        if (end <= readUpTo)
        {
            return null;
        }

        // Not by the count of windows: one that found nothing leaves no trace.
        var isWhole = end - state.CompleteUpTo >= WholeEvery;
        var from = isWhole ? Math.Min(state.CompleteUpTo - late, readUpTo) : readUpTo - UsualDelay;
        return new ScanWindow(from, Math.Min(end, Math.Max(from, readUpTo) + LongestStep), isWhole, began, Token: null);
    }

    /// <summary>
    /// How the group stands when a window is read to its end. What is not counted by then either is younger than the window, or became
    /// readable after it began, and so is not older than that minus the overlap.
    /// </summary>
    public static GroupState Done(GroupState state, ScanWindow window, TimeSpan overlap) => state with
    {
        Window = null,
        ReadUpTo = Math.Max(window.To, state.ReadUpTo ?? window.To),
        CompleteUpTo = window.IsWhole ? Math.Max(state.CompleteUpTo, Math.Min(window.BeganAt, window.To + (long)overlap.TotalMilliseconds)) : state.CompleteUpTo,
    };

    /// <summary>Null while the group is not so far behind that people should know.</summary>
    public static TimeSpan? BehindBy(GroupState state, DateTimeOffset now) =>
        state.ReadUpTo is { } upTo && now.ToUnixTimeMilliseconds() - upTo > Behind ? TimeSpan.FromMilliseconds(now.ToUnixTimeMilliseconds() - upTo) : null;

    /// <summary>More is to be read at once.</summary>
    public static bool HasMore(GroupState state, DateTimeOffset now) =>
        state.Window is not null || now.ToUnixTimeMilliseconds() - Settles - state.ReadUpTo > UsualDelay;
}
