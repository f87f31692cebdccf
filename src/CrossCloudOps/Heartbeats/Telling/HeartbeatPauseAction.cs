using CrossCloudOps.Problems;
using CrossCloudOps.Slack;

namespace CrossCloudOps.Heartbeats.Telling;

/// <summary>The button "Pause for 1h", for maintenance: the trouble is counted on and nobody is alerted; its end is told.</summary>
internal sealed class HeartbeatPauseAction(ProblemActs acts) : ISlackAction
{
    public const string Id = "heartbeats.pause";

    private static readonly TimeSpan Lasts = TimeSpan.FromHours(1);

    public string ActionId => Id;

    public async Task<SlackActionResult?> RunAsync(SlackJob job, SlackActionTime time, CancellationToken cancellationToken)
    {
        // From the press on, so that a second run of the job says the same.
        var until = job.ReceivedAt + Lasts;
        return await acts.ChangeAsync(
            job, "pause", $"until {until.UtcDateTime:yyyy-MM-dd HH:mm:ss}", problem => problem with { Muted = new ProblemMute(job.UserId, job.ReceivedAt, until) }, cancellationToken);
    }
}
