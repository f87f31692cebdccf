using CrossCloudOps.Aws;
using CrossCloudOps.Problems;
using CrossCloudOps.Slack;
using CrossCloudOps.Slack.Blocks;
using CrossCloudOps.Storage;

namespace CrossCloudOps.Webhooks.Spooling;

/// <summary>"Webhooks of X wait here": a problem of its own for each route whose spool a run could not drain. It ends with the spool.</summary>
internal sealed class SpoolProblems(IDocumentStore store, ProblemBook book, SlackText text, TimeProvider time) : IProblemKind
{
    private const string Queue = "queue";
    private const string Code = "code";
    private const string Message = "message";
    private const string More = "more";

    public string Kind => "spool";

    /// <param name="route">Null: no route has this key any more.</param>
    /// <param name="failure">Null: the run's time was over.</param>
    public Task WaitAsync(string key, WebhookRoute? route, SpoolCount count, AwsFailure? failure, CancellationToken cancellationToken)
    {
        var facts = new Dictionary<string, string>();
        Add(Queue, route?.QueueName);
        Add(Code, failure?.Code);
        Add(Message, failure?.Message);
        Add(More, count.IsAll ? null : "true");
        return book.ChangeAsync($"{Kind}/{key}", Change, cancellationToken);

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                facts[name] = value;
            }
        }

        Problem Change(Problem? stored)
        {
            var now = time.GetUtcNow();
            var open = stored switch
            {
                null => new Problem { Kind = Kind, Key = $"{Kind}/{key}", Title = $"Webhooks of {key} wait here", OpenedAt = now, LastSeenAt = now, Channel = route?.Channel },
                { State: ProblemState.Resolved } => stored.Reopened(now) with { Channel = route?.Channel },
                _ => stored,
            };
            return open with { Count = count.Count, Facts = facts.ToHashSet().SetEquals(open.Facts) ? open.Facts : facts };
        }
    }

    /// <summary>Asked for before a spool's last segment goes, so that the notifier finds out that it is gone, even after a death.</summary>
    public async Task ExpectEndAsync(string key, CancellationToken cancellationToken)
    {
        if (await book.ReadAsync($"{Kind}/{key}", cancellationToken) is { State: ProblemState.Open })
        {
            await book.MarkChangedAsync($"{Kind}/{key}", cancellationToken);
        }
    }

    public Task EndAsync(string key, CancellationToken cancellationToken) => book.ResolveAsync($"{Kind}/{key}", cancellationToken);

    public async Task<Problem> DeriveAsync(Problem problem, DateTimeOffset now, CancellationToken cancellationToken) =>
        problem.State == ProblemState.Open && !await store.SegmentsAsync(problem.Key[(Kind.Length + 1)..], cancellationToken).AnyAsync(cancellationToken)
            ? problem.Resolved(now)
            : problem;

    public Task<SlackMessage> ComposeAsync(Problem problem, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var isOpen = problem.State == ProblemState.Open;
        var title = text.Plain(problem.Title, 100);
        return Task.FromResult(new SlackMessage(
            isOpen ? $"{title}: {Count(problem)}" : $"{title}: resolved",
            [
                new HeaderBlock(new PlainText(isOpen ? $"📥 {title}: {Count(problem)}" : $"✅ {title}: resolved")),
                new SectionBlock { Text = new Mrkdwn(isOpen ? $"since {SlackText.Moment(problem.OpenedAt)}" : Past(problem, now)) },
                .. isOpen ? (IEnumerable<Block>)[new SectionBlock { Text = new Mrkdwn(Reason(problem)) }] : [],
                .. ProblemMessage.Standing(problem),
                .. ProblemMessage.Buttons(problem),
            ]));
    }

    private static string Count(Problem problem) =>
        $"{(problem.Facts.ContainsKey(More) ? "more than " : "")}{SlackText.Number(problem.Count)}";

    private static string Past(Problem problem, DateTimeOffset now)
    {
        var end = problem.ResolvedAt ?? now;
        return $"{SlackText.Moment(problem.OpenedAt)} to {SlackText.Moment(end)}, for {SlackText.Length(end - problem.OpenedAt)}. All are in their queue, in their order.";
    }

    private string Reason(Problem problem)
    {
        if (!problem.Facts.TryGetValue(Queue, out var queue))
        {
            return "No route has this key any more. Give one that key again, with a queue, and they go there in their order.";
        }

        var queueName = text.Code(queue, 100);
        return problem.Facts.TryGetValue(Code, out var code)
            ? $"SQS does not take them for {queueName}: {text.Code(code, 100)} {text.Line(problem.Facts.GetValueOrDefault(Message, ""), 1000)}\nTheir senders are answered all the same. They go to the queue by themselves, in their order, as soon as SQS takes them."
            : $"SQS takes them again for {queueName}: they go there now, in their order, and new ones wait behind them.";
    }
}
