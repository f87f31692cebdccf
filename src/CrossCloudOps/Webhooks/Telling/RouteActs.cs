using CrossCloudOps.Problems;
using CrossCloudOps.Slack;
using CrossCloudOps.Webhooks.Forwarding;

namespace CrossCloudOps.Webhooks.Telling;

/// <summary>What people do to a route: the change, the audit, and what is told then. All of it may run twice.</summary>
internal sealed class RouteActs(RouteBook book, WebhookRoutes routes, DeliveryProblems problems, ProblemBook problemBook, Audit audit, SlackText text, TimeProvider time)
{
    /// <summary>Null if there is no such route.</summary>
    public WebhookRoute? Find(string key) => routes.ByKey(key);

    public string NoSuchRoute(string key) =>
        $"There is no route {text.Code(key, 100)} here. There are: {string.Join(", ", routes.All.Where(static r => r.Target is not null).Take(30).Select(r => text.Code(r.Key, 60)))}.";

    public async Task<SlackActionResult> PauseAsync(SlackJob job, WebhookRoute route, TimeSpan? length, CancellationToken cancellationToken)
    {
        // From the press on, so that a second run of the job says the same.
        var pause = new RoutePause(job.UserId, job.ReceivedAt, job.ReceivedAt + length);
        var until = pause.Until is { } end ? $"until {SlackText.Moment(end)}" : "until somebody resumes it";
        return await ChangeAsync(
            job, route, "pause", $"{route.Key} {(pause.Until is { } e ? $"until {e.UtcDateTime:yyyy-MM-dd HH:mm:ss}" : "until resumed")}", s => s with { Pause = pause },
            $"⏸️ {text.Bold(route.Key, 60)} is paused {until}: webhooks are taken in and wait in the queue.", cancellationToken);
    }

    public Task<SlackActionResult> ResumeAsync(SlackJob job, WebhookRoute route, CancellationToken cancellationToken) =>
        ChangeAsync(job, route, "resume", route.Key, static s => s with { Pause = null }, $"▶️ {text.Bold(route.Key, 60)} goes on within seconds.", cancellationToken);

    /// <summary>The next run tries the target at once.</summary>
    public Task<SlackActionResult> TryNowAsync(SlackJob job, WebhookRoute route, CancellationToken cancellationToken) =>
        ChangeAsync(
            job, route, "try", route.Key, s => s.Circuit is { } c && c.NextProbeAt > job.ReceivedAt ? s with { Circuit = c with { NextProbeAt = job.ReceivedAt } } : s,
            $"{text.Bold(route.Key, 60)} is tried within seconds.", cancellationToken);

    private async Task<SlackActionResult> ChangeAsync(
        SlackJob job, WebhookRoute route, string action, string result, Func<RouteState, RouteState> change, string note, CancellationToken cancellationToken)
    {
        var state = await book.ChangeAsync(route, change, cancellationToken);
        await audit.WriteAsync(new AuditLine(time.GetUtcNow(), job.Id, job.UserId, action, DeliveryProblems.KeyOf(route.Key), result), cancellationToken);
        await problems.TellAsync(route, state, cancellationToken);
        var shown = job.MessageTs is not null && await problemBook.DeriveAsync(problems, DeliveryProblems.KeyOf(route.Key), cancellationToken) is { } problem
            ? await problems.ComposeAsync(problem, time.GetUtcNow(), cancellationToken)
            : null;
        return new SlackActionResult(shown, note);
    }
}
