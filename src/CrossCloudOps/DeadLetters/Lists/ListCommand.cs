using CrossCloudOps.DeadLetters.Bulk;
using CrossCloudOps.Slack;
using CrossCloudOps.Storage;

namespace CrossCloudOps.DeadLetters.Lists;

/// <summary><c>/ops dead-letters</c>: all queues, or the list of one.</summary>
internal sealed class ListCommand(
    QueueDepths depths, QueueMessage queueWords, ListAnswer lists, DeadLetterQueues queues, SlackText text, TimeProvider time) : ISlackCommand
{
    private const string Line = "/ops dead-letters";

    private const int MostNames = 30;

    public string Name => "dead-letters";

    public string Usage => "what waits in all queues; `[queue] [since 2h] [until 30m] [matching \"order 4711\"] [closed]` lists one queue, or what was dealt with";

    public async Task<SlackActionResult?> RunAsync(SlackJob job, SlackActionTime actionTime, CancellationToken cancellationToken)
    {
        var request = ListRequest.Parse(job.Value, job.ReceivedAt);
        if (request.Fault is { } fault)
        {
            return Told($"{text.Code(fault.Word, 100)} {fault.Why}. For example: `{Line} {fault.Example}`");
        }

        if (request is { Queue: null, IsNarrowed: false })
        {
            return await actionTime.LookUpAsync(async token => Shown(queueWords.Of(await depths.ReadAsync(token), time.GetUtcNow())), cancellationToken);
        }

        return Find(request.Queue) switch
        {
            [var only] => await actionTime.LookUpAsync(async token => Shown(await lists.OfAsync(Query(only, request), token)), cancellationToken),
            [] => Told($"There is no queue {text.Code(request.Queue ?? "", 100)} here. There are: {Names(queues.All)}."),
            var several => Told($"{(request.Queue is { } name ? $"{text.Code(name, 100)} may be any of" : "Which queue? There are")} {Names(several)}. For example: `{Line} {several[0].Name}`"),
        };
    }

    private static ListQuery Query(DeadLetterQueue queue, ListRequest request) =>
        ListQuery.Of(new BulkSelection(queue.Key, null, ListQuery.Open, request.Since, request.Until, request.Matching), request.IsClosed);

    /// <summary>By the whole name, with or without its account; else by its beginning.</summary>
    private IReadOnlyList<DeadLetterQueue> Find(string? name)
    {
        if (name is null)
        {
            return queues.All;
        }

        var exact = queues.All.Where(q => q.Name.Equals(name, StringComparison.OrdinalIgnoreCase) || AccountName(q).Equals(name, StringComparison.OrdinalIgnoreCase)).ToList();
        return exact.Count > 0 ? exact : [.. queues.All.Where(q => q.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase))];
    }

    /// <summary>Two accounts may have queues of one name.</summary>
    private string Names(IEnumerable<DeadLetterQueue> some)
    {
        var names = some.GroupBy(static q => q.Name).SelectMany(static g => g.Count() == 1 ? [g.Key] : g.Select(AccountName)).ToList();
        return string.Join(", ", names.Take(MostNames).Select(name => text.Code(name, 100))) + (names.Count > MostNames ? $" and {names.Count - MostNames} more" : "");
    }

    private static string AccountName(DeadLetterQueue queue) => DocumentName.Text(queue.Key);

    private static SlackActionResult Told(string note) => new(null, note);

    private static SlackActionResult Shown(SlackMessage message) => new(null, null) { ToUser = message };
}
