using CrossCloudOps.Aws;
using CrossCloudOps.Problems;
using CrossCloudOps.Slack;
using CrossCloudOps.Webhooks.Forwarding;

namespace CrossCloudOps.Webhooks.Telling;

/// <summary>How each route stands; those that need somebody first.</summary>
internal sealed class RouteStatus(WebhookRoutes routes, RouteBook book, QueueFactsReader queues, SlackText text, TimeProvider time) : IStatusSection
{
    public string Title => "Webhooks";

    public async Task<IReadOnlyList<string>> LinesAsync(CancellationToken cancellationToken)
    {
        var lines = await Task.WhenAll(routes.All.Select(route => LineAsync(route, cancellationToken)));
        return [.. lines.OrderByDescending(static l => l.IsWrong).Select(static l => l.Text)];
    }

    private async Task<(bool IsWrong, string Text)> LineAsync(WebhookRoute route, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var state = await book.ReadAsync(route, cancellationToken);
        var (isWrong, standing) = Standing(route, state, now);
        return (isWrong, $"{(isWrong ? "🚧" : "•")} {text.Bold(route.Key, 60)}: {standing}{await WaitingAsync(route, cancellationToken)}");
    }

    private (bool IsWrong, string Text) Standing(WebhookRoute route, RouteState state, DateTimeOffset now) => state switch
    {
        { Pause: { } pause } when !pause.IsOver(now) => (true, $"paused by {SlackText.Mention(pause.UserId)}{(pause.Until is { } until ? $" until {SlackText.Moment(until)}" : "")}"),
        { SetUp: { } fault } => (true, text.Line(fault, 200)),
        { Circuit: { } circuit } => (true, $"the target is down since {SlackText.Moment(circuit.OpenedAt)}, last answer {text.Code(state.LastFailure?.Code ?? "none", 60)}"),
        { Troubled.Count: > 0 } => (true, $"{state.Troubled.Count} {(state.Troubled.Count == 1 ? "group waits" : "groups wait")}, last answer {text.Code(state.LastFailure?.Code ?? "none", 60)}"),
        _ when route.ReleaseWindows.Select(w => w.OpenUntil(now)).Max() is { } end => (false, $"release window until {SlackText.Moment(end)}"),
        _ when route.Target is null => (false, "taken in only"),
        _ => (false, "delivered"),
    };

    private async Task<string> WaitingAsync(WebhookRoute route, CancellationToken cancellationToken)
    {
        try
        {
            return $" · about {(await queues.ReadNowAsync(route.QueueUrl, cancellationToken)).Waiting} waiting";
        }
        catch (Exception e) when (AwsFailure.Of(e) is { } failure && !cancellationToken.IsCancellationRequested)
        {
            return $" · the queue cannot be read: {text.Code(failure.Code, 60)}";
        }
    }
}
