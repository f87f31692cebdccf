using CrossCloudOps.Aws;
using CrossCloudOps.DeadLetters.Bulk;
using CrossCloudOps.Slack;
using CrossCloudOps.Slack.Blocks;
using CrossCloudOps.Storage;

namespace CrossCloudOps.DeadLetters.Lists;

/// <summary>The queues in words, each with a button that shows its list.</summary>
internal sealed class QueueMessage(SlackText text)
{
    /// <summary>Twenty lines with their buttons are well within what Slack takes.</summary>
    private const int MostQueues = 20;

    private const int MostNames = 30;

    public SlackMessage Of(IReadOnlyList<QueueDepth> depths, DateTimeOffset now)
    {
        var (full, empty) = (depths.Where(static d => d.Open > 0).ToList(), depths.Where(static d => d.Open == 0).ToList());
        var title = full.Count == 0 ? "No dead letter waits" : $"{SlackText.Number(full.Sum(static d => d.Open))} dead letter{(full is [{ Open: 1 }] ? " waits" : "s wait")}";
        return new SlackMessage(
            title,
            [
                new HeaderBlock(new PlainText($"📬 {title}")),
                .. full.Take(MostQueues).Select(depth => new SectionBlock { Text = new Mrkdwn(Line(depth, now)), Accessory = ListMessage.ShowList(ListQuery.Of(new BulkSelection(depth.QueueKey, null, ListQuery.Open))) }),
                .. full.Count > MostQueues ? [DeadLetterCard.Context($"And {SlackText.Number(full.Count - MostQueues)} queues more with fewer: `/ops dead-letters &lt;queue&gt;`")] : (IEnumerable<Block>)[],
                .. empty.Count > 0 ? [DeadLetterCard.Context($"None in {Names(empty.Select(static d => d.QueueKey))}.")] : (IEnumerable<Block>)[],
            ]);
    }

    /// <summary>One line for a queue in which some wait.</summary>
    public string Line(QueueDepth depth, DateTimeOffset now)
    {
        var oldest = DateTimeOffset.FromUnixTimeMilliseconds(depth.OldestMs ?? 0);
        var age = depth.OldestMs is null or 0 ? "" : $" · the oldest was sent {SlackText.Moment(oldest)} ({SlackText.Length(now - oldest)} ago)";
        return depth.Open == 0 ? $"{Name(depth.QueueKey)}: none waiting"
            : $"{Name(depth.QueueKey)}: {SlackText.Number(depth.Open)} waiting, of {(depth.Kinds == 1 ? "one kind" : $"{SlackText.Number(depth.Kinds)} kinds")}{age}";
    }

    /// <summary>One line for a bulk job.</summary>
    public string Line(BulkJob job)
    {
        var stand = job.Phase switch
        {
            BulkPhase.Selecting => "looking which ones",
            BulkPhase.Watching => "watching whether the first one comes back",
            BulkPhase.AwaitingGo => "waiting for somebody to say whether to go on",
            _ => $"{SlackText.Number(job.Counts.All)} of {SlackText.Number(job.Selected)}",
        };
        return $"⏳ {(job.Act == BulkAct.SendBack ? "Send back all" : "Discard all")} in {Name(job.Selection.QueueKey)} by {SlackText.Mention(job.UserId)} since {SlackText.Moment(job.At)}: {stand}";
    }

    private string Names(IEnumerable<string> queueKeys)
    {
        var names = queueKeys.Select(Name).ToList();
        return string.Join(", ", names.Take(MostNames)) + (names.Count > MostNames ? $" and {SlackText.Number(names.Count - MostNames)} more" : "");
    }

    private string Name(string queueKey) => text.Code(SqsQueue.NameOf(DocumentName.Text(queueKey)), 80);
}
