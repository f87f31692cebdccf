using CrossCloudOps.Aws;
using CrossCloudOps.Problems;
using CrossCloudOps.Slack;
using CrossCloudOps.Slack.Blocks;
using CrossCloudOps.Storage;

namespace CrossCloudOps.Webhooks.Spooling;

/// <summary>A webhook that was taken in while SQS could not be asked, and that SQS then refused for what is in it.</summary>
internal sealed record RefusedWebhook : IVersionedDocument
{
    public static int CurrentSchema => 1;

    public int Schema { get; init; } = CurrentSchema;

    public required DateTimeOffset At { get; init; }

    public required string Code { get; init; }

    public required string Message { get; init; }

    public required QueuedWebhook Webhook { get; init; }
}

/// <summary>Keeps refused webhooks as documents <c>spool-refused/&lt;route&gt;/&lt;record&gt;</c>, with a problem for as long as there are any.</summary>
internal sealed class RefusedWebhooks(IDocumentStore store, ProblemBook book, SlackText text, TimeProvider time) : IProblemKind
{
    private const string Folder = "spool-refused/";
    private const string Code = "code";
    private const string Message = "message";

    public string Kind => "refused-webhooks";

    /// <summary>Under the record's own name: keeping it again changes nothing.</summary>
    public async Task KeepAsync(WebhookRoute route, SpoolRecord record, AwsFailure failure, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var refused = new RefusedWebhook { At = now, Code = failure.Code, Message = failure.Message, Webhook = record.Webhook };
        await store.CreateAsync($"{Folder}{route.Key}/{DocumentName.Segment(record.Id)}", refused, SpoolJson.Readable.RefusedWebhook, cancellationToken);
        var facts = new Dictionary<string, string> { [Code] = failure.Code, [Message] = failure.Message };
        await book.SeenAsync(
            new Problem { Kind = Kind, Key = $"{Kind}/{route.Key}", Title = $"Webhooks of {route.Key} were refused by SQS", OpenedAt = now, LastSeenAt = now, Count = 1, Facts = facts, Channel = route.Channel },
            cancellationToken);
    }

    public async Task<Problem> DeriveAsync(Problem problem, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var documents = await store.ListAsync(FolderOf(problem), cancellationToken).ToListAsync(cancellationToken);
        var derived = problem with { Count = documents.Count, Sample = documents.LastOrDefault()?.Name };
        return (documents.Count, problem.State) switch
        {
            (0, ProblemState.Open) => derived.Resolved(now),
            ( > 0, ProblemState.Resolved) => derived.Reopened(now),
            _ => derived,
        };
    }

    public Task<SlackMessage> ComposeAsync(Problem problem, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var isOpen = problem.State == ProblemState.Open;
        var count = SlackText.Number(problem.Count);
        var title = isOpen ? $"🚫 {text.Plain(problem.Title, 100)}: {count}" : $"✅ {text.Plain(problem.Title, 100)}: none is left";
        return Task.FromResult(new SlackMessage(
            title,
            [
                new HeaderBlock(new PlainText(title)),
                new SectionBlock { Text = new Mrkdwn($"since {SlackText.Moment(problem.OpenedAt)}{(isOpen ? "" : $" to {SlackText.Moment(problem.ResolvedAt ?? now)}")}") },
                .. isOpen ? What(problem) : (IEnumerable<Block>)[],
                .. ProblemMessage.Standing(problem),
                .. ProblemMessage.Buttons(problem),
            ]));
    }

    private IEnumerable<Block> What(Problem problem) =>
    [
        new SectionBlock { Text = new Mrkdwn($"{text.Code(problem.Facts.GetValueOrDefault(Code, ""), 100)} {text.Line(problem.Facts.GetValueOrDefault(Message, ""), 1000)}") },
        new SectionBlock { Text = new Mrkdwn($"Their senders were answered before SQS could be asked. They are kept in the store below `{FolderOf(problem)}`, and nothing else is held up. Deal with each and delete it: when none is left, this is resolved.") },
    ];

    private string FolderOf(Problem problem) => $"{Folder}{problem.Key[(Kind.Length + 1)..]}/";
}
