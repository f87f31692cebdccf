using System.Globalization;
using CrossCloudOps.Problems;
using CrossCloudOps.Slack;
using CrossCloudOps.Slack.Blocks;

namespace CrossCloudOps.Webhooks.Telling;

/// <summary>What Slack says of a route whose webhooks are not delivered.</summary>
internal sealed class DeliveryMessage(SlackText text)
{
    private const int LongestExcerpt = 1500;

    /// <param name="route">Null if its settings are gone.</param>
    public SlackMessage Of(Problem problem, WebhookRoute? route, DateTimeOffset now)
    {
        var title = Title(problem);
        return new SlackMessage(
            title,
            [
                new HeaderBlock(new PlainText(text.Plain(title, 150))),
                new SectionBlock { Text = new Mrkdwn(Where(problem, route, now)) },
                .. Why(problem).Select(static line => new SectionBlock { Text = new Mrkdwn(line) }),
                .. ProblemMessage.Standing(problem),
                .. Buttons(problem),
                .. ProblemMessage.Buttons(problem),
            ]);
    }

    private string Title(Problem problem)
    {
        var route = text.Plain(problem.Facts.GetValueOrDefault(DeliveryProblems.RouteKey, ""), 60);
        return problem switch
        {
            { State: ProblemState.Resolved } => $"✅ Webhooks of {route} are delivered again",
            _ when problem.Facts.ContainsKey(DeliveryProblems.Paused) => $"⏸️ Webhooks of {route} are paused",
            _ when problem.Facts.ContainsKey(DeliveryProblems.Down) => $"🚧 Webhooks of {route}: the target seems to be down",
            _ when problem.Facts.ContainsKey(DeliveryProblems.Code) => $"🚧 Webhooks of {route}: deliveries fail",
            _ => $"🚧 Webhooks of {route}: the set-up is not right",
        };
    }

    /// <summary>Without the target's query, in which a key may stand.</summary>
    private string Where(Problem problem, WebhookRoute? route, DateTimeOffset now)
    {
        var way = route is null ? "" : $"{text.Code(route.QueueName, 100)} → {(route.Target is { } target ? text.Code(target.GetLeftPart(UriPartial.Path), 500) : "nowhere")}\n";
        return problem.State == ProblemState.Resolved
            ? $"{way}{SlackText.Moment(problem.OpenedAt)} to {SlackText.Moment(problem.ResolvedAt ?? now)}, for {SlackText.Length((problem.ResolvedAt ?? now) - problem.OpenedAt)}"
            : $"{way}since {SlackText.Moment(problem.OpenedAt)} · about {SlackText.Number(problem.Count)} waiting{Oldest(problem, now)}";
    }

    private static string Oldest(Problem problem, DateTimeOffset now) =>
        Moment(problem, DeliveryProblems.Oldest) is { } oldest ? $", the oldest for {SlackText.Length(now - oldest)}" : "";

    private IEnumerable<string> Why(Problem problem)
    {
        if (problem.State == ProblemState.Resolved)
        {
            yield break;
        }

        if (problem.Facts.TryGetValue(DeliveryProblems.Paused, out var user))
        {
            var until = Moment(problem, DeliveryProblems.PausedUntil);
            yield return $"Paused by {SlackText.Mention(user)} {(until is { } end ? $"until {SlackText.Moment(end)}" : "until somebody resumes it")}. Webhooks are taken in and wait in the queue.";
        }

        if (problem.Facts.TryGetValue(DeliveryProblems.SetUp, out var fault))
        {
            yield return $"⚠️ {text.Line(fault, 1000)}";
        }

        if (problem.Facts.TryGetValue(DeliveryProblems.Code, out var code))
        {
            var excerpt = problem.Facts.GetValueOrDefault(DeliveryProblems.Excerpt, "");
            var at = Moment(problem, DeliveryProblems.AnsweredAt) is { } moment ? $", {SlackText.Moment(moment)}" : "";
            yield return $"Last answer: {text.Code(code, 100)}{at}{(string.IsNullOrWhiteSpace(excerpt) ? "" : $"\n{text.Block(excerpt, LongestExcerpt).Text}")}";
            yield return problem.Facts.ContainsKey(DeliveryProblems.Down)
                ? "Nothing is lost: webhooks are taken in and wait in the queue. One is tried now and then; when it gets through, all follow in order."
                : $"{Groups(problem)} for a message that failed; it is tried again with growing waits. All other groups are delivered.";
        }
    }

    private static string Groups(Problem problem) =>
        problem.Facts.GetValueOrDefault(DeliveryProblems.Groups) is { } count and not "1" ? $"{count} groups wait, each" : "One group waits";

    private static IEnumerable<Block> Buttons(Problem problem)
    {
        if (problem.State != ProblemState.Open || problem.Facts.GetValueOrDefault(DeliveryProblems.RouteKey) is not { } route)
        {
            yield break;
        }

        var pause = new ButtonElement(PauseAction.Id, new PlainText("Pause"), route);
        yield return new ActionsBlock(
            problem.Facts.ContainsKey(DeliveryProblems.Paused) ? [new ButtonElement(ResumeAction.Id, new PlainText("Resume"), route) { Style = "primary" }]
            : problem.Facts.ContainsKey(DeliveryProblems.Down) ? [pause, new ButtonElement(TryNowAction.Id, new PlainText("Try now"), route)]
            : [pause]);
    }

    private static DateTimeOffset? Moment(Problem problem, string fact) =>
        problem.Facts.TryGetValue(fact, out var seconds) && long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var unix)
            ? DateTimeOffset.FromUnixTimeSeconds(unix)
            : null;
}
