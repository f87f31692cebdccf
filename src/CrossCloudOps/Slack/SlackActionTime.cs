namespace CrossCloudOps.Slack;

/// <summary>How long an action may begin new things, and whether somebody waits for its answer meanwhile.</summary>
/// <param name="isAwaited">False when the timer runs the job: what took too long while somebody waited is done then.</param>
internal sealed class SlackActionTime(TimeProvider time, TimeSpan limit, bool isAwaited = true)
{
    private static readonly SlackActionResult Coming = new(null, "There is much to look through: the answer comes here within two minutes.", IsDone: false);

    private static readonly SlackActionResult TooMuch = new(null, "There is too much to look through within a minute. Ask for less of it.");

    private readonly long _start = time.GetTimestamp();

    public bool MayBegin => time.GetElapsedTime(_start) < limit;

    /// <summary>
    /// Looks something up that may take long. When the time is up while somebody waits, nothing is lost: the job stays, and the timer,
    /// which has more time, looks it up from the beginning.
    /// </summary>
    public async Task<SlackActionResult> LookUpAsync(Func<CancellationToken, Task<SlackActionResult>> lookUp, CancellationToken cancellationToken)
    {
        var left = limit - time.GetElapsedTime(_start);
        using var timeIsUp = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeIsUp.Token);
        try
        {
            return await lookUp(either.Token);
        }
        catch (OperationCanceledException) when (timeIsUp.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return isAwaited ? Coming : TooMuch;
        }
    }
}
