using CrossCloudOps.Slack;

namespace CrossCloudOps.Heartbeats.Telling;

/// <summary><c>/ops heartbeats</c>: all of them as a table, or those with something in their names.</summary>
internal sealed class HeartbeatsCommand(HeartbeatBook book, HeartbeatTable table) : ISlackCommand
{
    public string Name => "heartbeats";

    public string Usage => "`[part of the name]` each heartbeat: its last pulse and echo, how long its check took, why it fails; those in trouble first";

    public async Task<SlackActionResult?> RunAsync(SlackJob job, SlackActionTime actionTime, CancellationToken cancellationToken) => book.IsOn
        ? await actionTime.LookUpAsync(async token => await AnswerAsync(job.Value.Trim(), token), cancellationToken)
        : new SlackActionResult(null, "Heartbeats are not set up: give `Heartbeats__Bucket`.");

    private async Task<SlackActionResult> AnswerAsync(string part, CancellationToken cancellationToken) => await book.ReadAsync(cancellationToken) is { } state
        ? new SlackActionResult(null, null) { ToUser = table.Of(state, part) }
        : new SlackActionResult(null, "No round was made yet: ask again in a minute.");
}
