using CrossCloudOps.Slack;

namespace CrossCloudOps.DeadLetters.Bulk;

/// <summary>The button "Stop" of a bulk job: nothing new is begun any more.</summary>
internal sealed class StopAction(BulkBook book, BulkTelling telling, BulkStart start) : ISlackAction
{
    public const string Id = "dead-letters.stop";

    public string ActionId => Id;

    public async Task<SlackActionResult?> RunAsync(SlackJob job, SlackActionTime actionTime, CancellationToken cancellationToken)
    {
        if (!BulkJob.IsId(job.Value))
        {
            return BulkStart.NotUnderstood;
        }

        var bulk = await book.ChangeAsync(job.Value, j => j.StopBy is null && j.Phase != BulkPhase.Ended ? j with { StopBy = job.UserId } : j, cancellationToken);
        if (bulk is null)
        {
            return new SlackActionResult(null, "It has ended already.");
        }

        await telling.TellAsync(bulk, cancellationToken);
        return await start.AnswerAsync(bulk, note: null, cancellationToken);
    }
}
