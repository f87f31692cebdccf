using System.Globalization;

namespace CrossCloudOps.Problems;

/// <summary>When a problem must be looked at although nobody touched it, and which reminder is due. From the problem alone.</summary>
internal static class ReminderPolicy
{
    public const string NamePrefix = "reminder ";

    /// <summary>
    /// The name of the reminder that should stand in the thread by now; null if none. It counts the times that passed since the opening,
    /// so that a reminder missed while nothing ran is not made up for.
    /// </summary>
    public static string? Due(Problem problem, TimeSpan remindAfter, DateTimeOffset now) =>
        Times(problem, remindAfter, now) is > 0 and var times
        && $"{NamePrefix}{problem.Opening.ToString(CultureInfo.InvariantCulture)}.{times.ToString(CultureInfo.InvariantCulture)}" is var name
        && problem.Shown.Replies.All(r => r.Name != name)
            ? name
            : null;

    /// <summary>When something changes by itself: a mute ends, quiet begins, a reminder is due. Null: never.</summary>
    public static DateTimeOffset? NextLook(Problem problem, TimeSpan? quietAfter, TimeSpan remindAfter, DateTimeOffset now)
    {
        var times = new List<DateTimeOffset>();
        if (problem.Muted is { } mute)
        {
            times.Add(mute.Until);
        }

        if (problem.State == ProblemState.Open && !problem.Quiet && quietAfter is { } quiet)
        {
            times.Add(problem.LastSeenAt + quiet);
        }

        if (MayRemind(problem, remindAfter))
        {
            times.Add(problem.OpenedAt + ((Math.Floor((now - problem.OpenedAt) / remindAfter) + 1) * remindAfter));
        }

        return times.Count == 0 ? null : times.Min();
    }

    private static long Times(Problem problem, TimeSpan remindAfter, DateTimeOffset now) =>
        MayRemind(problem, remindAfter) ? (long)Math.Floor((now - problem.OpenedAt) / remindAfter) : 0;

    private static bool MayRemind(Problem problem, TimeSpan remindAfter) =>
        problem is { State: ProblemState.Open, Acknowledged: null, Muted: null } && remindAfter > TimeSpan.Zero;
}
