using CrossCloudOps.Problems;
using CrossCloudOps.Slack;
using CrossCloudOps.Slack.Blocks;
using CrossCloudOps.Storage;
using CrossCloudOps.Webhooks.Forwarding;

namespace CrossCloudOps.Webhooks.Telling;

/// <summary>"Webhooks will be lost": a problem of its own, so that whoever muted or paused a route still hears of it.</summary>
internal sealed class LossProblems(ProblemBook book, RouteBook routeBook, WebhookRoutes routes, SlackText text, TimeProvider time) : IProblemKind
{
    public const string KindName = "delivery-loss";

    private const string RouteKey = "route";
    private const string From = "from";

    public string Kind => KindName;

    public static string KeyOf(string routeKey) => $"{KindName}/{DocumentName.Segment(routeKey)}";

    public async Task TellAsync(WebhookRoute route, DateTimeOffset lostFrom, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var problem = new Problem
        {
            Kind = Kind,
            Key = KeyOf(route.Key),
            Title = $"Webhooks of {route.Key} will be lost",
            OpenedAt = now,
            LastSeenAt = now,
            Count = 1,
            Channel = route.Channel,
            Facts = new Dictionary<string, string> { [RouteKey] = route.Key, [From] = SlackText.Moment(lostFrom) },
        };
        await book.SeenAsync(problem, cancellationToken);
    }

    /// <summary>What is told already is brought up to date.</summary>
    public Task LookAgainAsync(WebhookRoute route, CancellationToken cancellationToken) => book.MarkChangedAsync(KeyOf(route.Key), cancellationToken);

    public async Task<Problem> DeriveAsync(Problem problem, DateTimeOffset now, CancellationToken cancellationToken) =>
        problem.State == ProblemState.Open
        && (routes.ByKey(problem.Facts.GetValueOrDefault(RouteKey, "")) is not { } route || (await routeBook.ReadAsync(route, cancellationToken)).LostFrom is null)
            ? problem.Resolved(now)
            : problem;

    public Task<SlackMessage> ComposeAsync(Problem problem, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var route = problem.Facts.GetValueOrDefault(RouteKey, "");
        var isOver = problem.State == ProblemState.Resolved;
        var title = isOver ? $"✅ Webhooks of {text.Plain(route, 60)} are out of danger" : $"⏳ Webhooks of {text.Plain(route, 60)} will be lost";
        var line = isOver
            ? "The oldest ones do not wait any more."
            : $"The oldest ones wait in {text.Code(routes.ByKey(route)?.QueueName ?? route, 100)} and SQS deletes them from {problem.Facts.GetValueOrDefault(From, "then")} on. Let them be delivered, or raise the queue's message retention period (at most 14 days; it counts for those that wait, too).";
        return Task.FromResult(new SlackMessage(
            title,
            [
                new HeaderBlock(new PlainText(title)),
                new SectionBlock { Text = new Mrkdwn(line) },
                .. ProblemMessage.Standing(problem),
                .. ProblemMessage.Buttons(problem),
            ]));
    }
}
