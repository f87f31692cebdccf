using CrossCloudOps.Slack;

namespace CrossCloudOps.Webhooks.Telling;

/// <summary><c>/ops resume &lt;route&gt;</c>.</summary>
internal sealed class ResumeCommand(RouteActs acts) : ISlackCommand
{
    public string Name => "resume";

    public string Usage => "`<route>` delivers its webhooks again, in order";

    public async Task<SlackActionResult?> RunAsync(SlackJob job, SlackActionTime actionTime, CancellationToken cancellationToken)
    {
        var key = job.Value.Trim();
        return key.Length == 0 ? new SlackActionResult(null, "Which route? For example: `/ops resume Orders`.")
            : acts.Find(key) is { } route ? await acts.ResumeAsync(job, route, cancellationToken)
            : new SlackActionResult(null, acts.NoSuchRoute(key));
    }
}
