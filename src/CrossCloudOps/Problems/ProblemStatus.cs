using CrossCloudOps.Slack;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Problems;

/// <summary>What is open: how many problems of each kind, and those with the most behind them.</summary>
internal sealed class ProblemStatus(
    OpenProblems problems, SlackClient slack, SlackText text, IOptions<SlackOptions> options, TimeProvider time) : IStatusSection
{
    private const int MostShown = 10;

    public string Title => "Open problems";

    public async Task<IReadOnlyList<string>> LinesAsync(CancellationToken cancellationToken)
    {
        var open = await problems.ReadAsync(MostShown, static problem => problem.Count, cancellationToken);
        if (open.Count == 0)
        {
            return ["none"];
        }

        var lines = await Task.WhenAll(open.First.Select(problem => LineAsync(problem, cancellationToken)));
        return
        [
            string.Join(" · ", open.Kinds.Select(k => $"{text.Line(k.Key, 50)}: {SlackText.Number(k.Value)}")),
            .. lines,
            .. open.Count > open.First.Count ? [$"and {SlackText.Number(open.Count - open.First.Count)} more"] : (string[])[],
        ];
    }

    private async Task<string> LineAsync(Problem problem, CancellationToken cancellationToken)
    {
        var title = text.Line(problem.Title, 80);
        var named = await LinkAsync(problem.Shown, cancellationToken) is { } link ? $"<{link.AbsoluteUri}|{title.Replace('|', '¦')}>" : title;
        var count = problem.Count > 1 ? $" · {SlackText.Number(problem.Count)}" : "";
        var acknowledged = problem.Acknowledged is { } mark ? $" · 👀 {SlackText.Mention(mark.UserId)}" : "";
        var muted = problem.Muted is { } mute && problem.IsMuted(time.GetUtcNow()) ? $" · 🔇 until {SlackText.Moment(mute.Until)}" : "";
        return $"• {named}{count} · since {SlackText.Moment(problem.OpenedAt)}{acknowledged}{muted}";
    }

    private async Task<Uri?> LinkAsync(ShownInSlack shown, CancellationToken cancellationToken)
    {
        if (!options.Value.HasBot || shown is not { Channel: { } channel, Ts: { } ts })
        {
            return null;
        }

        var answer = await slack.ReadAsync("chat.getPermalink", new Dictionary<string, string> { ["channel"] = channel, ["message_ts"] = ts }, cancellationToken);
        return Uri.TryCreate(answer.Response?.Permalink, UriKind.Absolute, out var link) ? link : null;
    }
}
