using CrossCloudOps.Slack;

namespace CrossCloudOps.DeadLetters.Lists;

/// <summary>The button "Open" of a line: that dead letter's card, to the one who pressed.</summary>
internal sealed class OpenAction(DeadLetterReader reader, DeadLetterMessage words, TimeProvider time) : ISlackAction
{
    public const string Id = "dead-letters.open";

    public string ActionId => Id;

    public async Task<SlackActionResult?> RunAsync(SlackJob job, SlackActionTime actionTime, CancellationToken cancellationToken) =>
        DeadLetterId.Parse(job.Value) is { } id && await reader.ReadAsync(id, cancellationToken) is { } one
            ? new SlackActionResult(null, null) { ToUser = words.Single(one, time.GetUtcNow()) }
            : DeadLetterActs.NotInArchive;
}
