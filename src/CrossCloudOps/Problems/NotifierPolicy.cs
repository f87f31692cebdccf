namespace CrossCloudOps.Problems;

internal enum Showing
{
    /// <summary>Slack shows what is.</summary>
    Nothing,

    /// <summary>There is something to show, but not yet.</summary>
    Later,

    /// <summary>A new message.</summary>
    Post,

    /// <summary>A post was begun and not confirmed: look whether it is there before posting again.</summary>
    Look,

    /// <summary>The message changes in place.</summary>
    Edit,

    /// <summary>The message is right; something may be missing in its thread.</summary>
    Reply,
}

/// <summary>Decides what Slack must be told about a problem, from the problem alone.</summary>
internal static class NotifierPolicy
{
    private static readonly TimeSpan BetweenEdits = TimeSpan.FromSeconds(15);

    /// <summary>An edit alerts nobody: what comes back later than this gets a message of its own.</summary>
    private static readonly TimeSpan SameMessageWithin = TimeSpan.FromHours(1);

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    /// <summary>With a bot token: one message per opening, edited in place.</summary>
    public static Showing Decide(Problem problem, DateTimeOffset now)
    {
        var shown = problem.Shown;
        if (shown.Refusal is { } refusal && now < refusal.TryAgainAt)
        {
            return Showing.Later;
        }

        if (shown.PostingAt is not null)
        {
            return Showing.Look;
        }

        var muted = problem.IsMuted(now);
        if (shown.Ts is null || NeedsNewMessage(problem))
        {
            // A mute holds back what would alert; what is shown already is kept right, and so is its resolution.
            return !muted ? Showing.Post : shown.Ts is null ? Showing.Nothing : DecideEdit(problem, now);
        }

        return DecideEdit(problem, now);
    }

    private static Showing DecideEdit(Problem problem, DateTimeOffset now) =>
        problem.Shown.Version != problem.Version
            ? (problem.Shown.At is { } at && now - at < BetweenEdits ? Showing.Later : Showing.Edit)
            : problem.Shown.RepliesVersion != problem.Version ? Showing.Reply : Showing.Nothing;

    /// <summary>With an incoming webhook: a message on opening, on every doubling of the count and on resolution. Nothing can be looked for.</summary>
    public static Showing DecideWithoutEdits(Problem problem, DateTimeOffset now)
    {
        var shown = problem.Shown;
        if (shown.Refusal is { } refusal && now < refusal.TryAgainAt)
        {
            return Showing.Later;
        }

        // A resolution is told even of a muted problem, if its opening was told.
        var reported = shown.Version != 0 && shown.State == ProblemState.Open;
        var news = problem.IsMuted(now)
            ? reported && problem.State == ProblemState.Resolved
            : shown.Version == 0 || shown.Opening != problem.Opening || shown.State != problem.State || problem.Count >= Math.Max(1, shown.Count) * 2;
        return news && shown.Version != problem.Version ? Showing.Post
            : shown.Version != 0 && shown.RepliesVersion != problem.Version ? Showing.Reply
            : Showing.Nothing;
    }

    /// <summary>Openings and resolutions, then other edits, then replies; among these what waits longest.</summary>
    public static (int, DateTimeOffset) Order(Problem problem, Showing showing) =>
        (showing == Showing.Reply ? 2 : problem.Shown.Version == 0 || problem.Shown.State != problem.State || problem.Shown.Opening != problem.Opening ? 0 : 1,
         problem.Shown.At ?? problem.OpenedAt);

    /// <summary>The next wait after a refusal: 15 s, doubling, at most 15 min.</summary>
    public static SlackRefusal Refuse(ShownInSlack shown, string error, DateTimeOffset now)
    {
        var times = (shown.Refusal?.Times ?? 0) + 1;
        var wait = FirstWait * Math.Pow(2, Math.Min(times - 1, 10));
        return new SlackRefusal(error, times, now + (wait < LongestWait ? wait : LongestWait));
    }

    public static bool NeedsNewMessage(Problem problem) =>
        problem.Shown.Opening != problem.Opening && problem.Shown.At is { } at && problem.OpenedAt - at > SameMessageWithin;
}
