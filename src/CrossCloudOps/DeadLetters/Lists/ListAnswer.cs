using CrossCloudOps.DeadLetters.Bulk;
using CrossCloudOps.Slack;

namespace CrossCloudOps.DeadLetters.Lists;

/// <summary>Answers with a page of a list: as a message of its own to the one who asked, or in place of the page that was turned.</summary>
internal sealed class ListAnswer(DeadLetterList list, ListMessage words, TimeProvider time)
{
    public async Task<SlackMessage> OfAsync(ListQuery query, CancellationToken cancellationToken) =>
        words.Of(await list.ReadAsync(query, cancellationToken), time.GetUtcNow());

    public async Task<SlackActionResult?> ShowAsync(SlackJob press, SlackActionTime actionTime, CancellationToken cancellationToken) =>
        ListQuery.Parse(press.Value) is { } query
            ? await actionTime.LookUpAsync(async token => new SlackActionResult(null, null) { ToUser = await OfAsync(query, token) }, cancellationToken)
            : BulkStart.NotUnderstood;

    public async Task<SlackActionResult?> TurnAsync(SlackJob press, SlackActionTime actionTime, CancellationToken cancellationToken) =>
        ListQuery.Parse(press.Value) is { } query
            ? await actionTime.LookUpAsync(async token => new SlackActionResult(await OfAsync(query, token), null), cancellationToken)
            : BulkStart.NotUnderstood;
}
