using CrossCloudOps.Slack;

namespace CrossCloudOps.DeadLetters.Bulk;

/// <summary>The button "Go on" of a bulk job whose first message told nothing.</summary>
internal sealed class GoOnAction(BulkBook book, BulkTelling telling, BulkStart start) : ISlackAction
{
    public const string Id = "dead-letters.go-on";

    public string ActionId => Id;

    public async Task<SlackActionResult?> RunAsync(SlackJob job, SlackActionTime actionTime, CancellationToken cancellationToken)
    {
        if (!BulkJob.IsId(job.Value))
        {
            return BulkStart.NotUnderstood;
        }

        var bulk = await book.ChangeAsync(job.Value, j => j.Phase == BulkPhase.AwaitingGo && j.GoOnBy is null ? j with { GoOnBy = job.UserId } : j, cancellationToken);
        if (bulk is null)
        {
            return new SlackActionResult(null, "It has ended already.");
        }

        await telling.TellAsync(bulk, cancellationToken);
        return await start.AnswerAsync(bulk, note: null, cancellationToken);
    }
}
