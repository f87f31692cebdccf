using CrossCloudOps.Slack;
using CrossCloudOps.Storage;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Problems;

/// <summary>What is open: how many problems of each kind, and those with the most behind them.</summary>
internal sealed class ProblemStatus(
    IDocumentStore store, ProblemBook book, SlackClient slack, SlackText text, IOptions<SlackOptions> options, TimeProvider time) : IStatusSection
{
    private const int ReadAtOnce = 16;
    private const int MostShown = 10;

    public string Title => "Open problems";

    public async Task<IReadOnlyList<string>> LinesAsync(CancellationToken cancellationToken)
    {
        var (kinds, most) = await ReadAsync(cancellationToken);
        if (kinds.Count == 0)
        {
            return ["none"];
        }

        var lines = await Task.WhenAll(most.Select(problem => LineAsync(problem, cancellationToken)));
        var all = kinds.Values.Sum();
        return
        [
            string.Join(" · ", kinds.Select(k => $"{text.Line(k.Key, 50)}: {SlackText.Number(k.Value)}")),
            .. lines,
            .. all > most.Count ? [$"and {SlackText.Number(all - most.Count)} more"] : (string[])[],
        ];
    }

    private async Task<(SortedDictionary<string, int> Kinds, IReadOnlyList<Problem> Most)> ReadAsync(CancellationToken cancellationToken)
    {
        var kinds = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var most = new PriorityQueue<Problem, int>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = ReadAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(store.ListAsync(ProblemBook.Folder, cancellationToken), parallel, async (listed, token) =>
        {
            if (await OpenAsync(listed.Name[ProblemBook.Folder.Length..], token) is { } problem)
            {
                lock (kinds)
                {
                    kinds[problem.Kind] = kinds.GetValueOrDefault(problem.Kind) + 1;
                    most.Enqueue(problem, problem.Count);
                    if (most.Count > MostShown)
                    {
                        most.Dequeue();
                    }
                }
            }
        });
        return (kinds, [.. most.UnorderedItems.Select(static p => p.Element).OrderByDescending(static p => p.Count).ThenBy(static p => p.Key, StringComparer.Ordinal)]);
    }

    /// <summary>One that cannot be read is told of by a problem of its own.</summary>
    private async Task<Problem?> OpenAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            return await book.ReadAsync(key, cancellationToken) is { State: ProblemState.Open } problem ? problem : null;
        }
        catch (UnreadableDocumentException)
        {
            return null;
        }
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
