using System.Globalization;
using CrossCloudOps.Slack;

namespace CrossCloudOps.Problems;

/// <summary>The list "Mute this kind": what comes in is counted and kept, but alerts nobody until then. Its value is the length in seconds.</summary>
internal sealed class MuteAction(ProblemActs acts) : ISlackAction
{
    public const string Id = "problems.mute";

    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    public string ActionId => Id;

    public async Task<SlackActionResult?> RunAsync(SlackJob job, SlackActionTime actionTime, CancellationToken cancellationToken)
    {
        if (!int.TryParse(job.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds < 1 || seconds > Longest.TotalSeconds)
        {
            return new SlackActionResult(null, $"A problem is muted for a second to {Longest.Days} days.");
        }

        // From the press on, so that a second run of the job says the same.
        var until = job.ReceivedAt + TimeSpan.FromSeconds(seconds);
        return await acts.ChangeAsync(
            job, "mute", $"until {until.UtcDateTime:yyyy-MM-dd HH:mm:ss}",
            problem => problem with { Muted = new ProblemMute(job.UserId, job.ReceivedAt, until) },
            cancellationToken);
    }
}
