using CrossCloudOps.Problems;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.DeadLetters;

/// <summary>
/// What stands in the thread of a problem: the first dead letters one by one, each kept right as it is dealt with, and bodies that a card
/// cuts, as files. A single one is on the problem's message already.
/// </summary>
internal sealed class DeadLetterReplies(
    DeadLetterArchive archive, DeadLetterReader reader, DeadLetterMessage words, IOptions<ProblemsOptions> options, TimeProvider time)
{
    private const string LetterPrefix = "letter ";
    private const string BodyPrefix = "body ";

    public async Task<IReadOnlyList<ProblemReply>> OfAsync(Problem problem, string queueKey, string fingerprint, CancellationToken cancellationToken)
    {
        var replies = new List<ProblemReply>();
        if (problem.Warning is { } warning)
        {
            replies.Add(new ProblemReply(warning, "", _ => Task.FromResult<ReplyContent>(new ReplyMessage(words.Purge(problem, time.GetUtcNow())))) { IsNotice = true });
        }

        var shown = ShownIn(problem).ToList();
        foreach (var id in await ChosenAsync(problem, shown, queueKey, fingerprint, cancellationToken))
        {
            if (await reader.ReadAsync(id, cancellationToken) is not { } one)
            {
                continue;
            }

            if (problem.Count > 1 || shown.Contains(id))
            {
                replies.Add(new ProblemReply($"{LetterPrefix}{id}", one.Version, ct => SingleAsync(id, ct)));
            }

            if (!words.ShowsWhole(one, time.GetUtcNow()))
            {
                replies.Add(Body(one));
            }
        }

        foreach (var wish in problem.Wishes)
        {
            if (DeadLetterId.Parse(wish) is { } id && await reader.ReadAsync(id, cancellationToken) is { } one && replies.All(r => r.Name != Body(one).Name))
            {
                replies.Add(Body(one));
            }
        }

        return replies;
    }

    private ProblemReply Body(OneDeadLetter one) =>
        new($"{BodyPrefix}{one.Id}", "", _ => Task.FromResult<ReplyContent>(words.BodyFile(one.Letter)));

    /// <summary>Those that the thread has, then the oldest open ones up to the setting.</summary>
    private async Task<IReadOnlyList<DeadLetterId>> ChosenAsync(
        Problem problem, IReadOnlyList<DeadLetterId> shown, string queueKey, string fingerprint, CancellationToken cancellationToken)
    {
        var chosen = shown.ToList();
        if (problem.State == ProblemState.Open && chosen.Count < options.Value.ThreadOccurrences)
        {
            await foreach (var id in archive.ListOpenAsync(queueKey, fingerprint, cancellationToken))
            {
                if (!chosen.Contains(id))
                {
                    chosen.Add(id);
                }

                if (chosen.Count >= options.Value.ThreadOccurrences)
                {
                    break;
                }
            }
        }

        return chosen;
    }

    private static IEnumerable<DeadLetterId> ShownIn(Problem problem) => problem.Shown.Replies
        .Where(static r => r.Name.StartsWith(LetterPrefix, StringComparison.Ordinal))
        .Select(static r => DeadLetterId.Parse(r.Name[LetterPrefix.Length..]))
        .OfType<DeadLetterId>();

    private async Task<ReplyContent> SingleAsync(DeadLetterId id, CancellationToken cancellationToken) =>
        new ReplyMessage(words.Single((await reader.ReadAsync(id, cancellationToken))!, time.GetUtcNow()));
}
