using CrossCloudOps.Slack;
using CrossCloudOps.Slack.Blocks;
using CrossCloudOps.Storage;

namespace CrossCloudOps.Problems;

/// <summary>
/// Documents that cannot be read are set aside, as they are, so that they stop nothing else; one problem tells of all of them for as long
/// as there are any.
/// </summary>
internal sealed class UnreadableDocuments(IDocumentStore store, ProblemBook book, SlackText text, TimeProvider time) : IProblemKind, ISweep
{
    public const string KindName = "documents";

    private const string Key = $"{KindName}/unreadable";
    private const string Reason = "reason";

    public string Kind => KindName;

    /// <summary>A document that is gone meanwhile was dealt with by somebody else.</summary>
    public async Task SetAsideAsync(string name, string reason, CancellationToken cancellationToken)
    {
        if (await store.MoveAsync(name, SetAside.Folder + name, cancellationToken))
        {
            await SeenAsync(new Dictionary<string, string> { [Reason] = reason }, cancellationToken);
        }
    }

    /// <summary>A process may have died between setting aside and saying so.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        if (await book.ReadAsync(Key, cancellationToken) is null or { State: ProblemState.Resolved } && await store.ListAsync(SetAside.Folder, cancellationToken).AnyAsync(cancellationToken))
        {
            await SeenAsync(new Dictionary<string, string>(), cancellationToken);
        }
    }

    public async Task<Problem> DeriveAsync(Problem problem, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var documents = await store.ListAsync(SetAside.Folder, cancellationToken).ToListAsync(cancellationToken);
        var count = documents.Count;
        var derived = problem with { Count = count, Sample = documents.MaxBy(static d => d.LastModified)?.Name };
        return (count, problem.State) switch
        {
            (0, ProblemState.Open) => derived.Resolved(now),
            ( > 0, ProblemState.Resolved) => derived.Reopened(now),
            _ => derived,
        };
    }

    public Task<SlackMessage> ComposeAsync(Problem problem, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var isOpen = problem.State == ProblemState.Open;
        var title = isOpen ? $"🧩 {SlackText.Number(problem.Count)} stored document{(problem.Count == 1 ? "" : "s")} cannot be read" : "✅ Stored documents can be read again";
        var since = $"since {SlackText.Moment(problem.OpenedAt)}{(isOpen ? "" : $" to {SlackText.Moment(problem.ResolvedAt ?? now)}")}";
        return Task.FromResult(new SlackMessage(
            title,
            [
                new HeaderBlock(new PlainText(title)),
                new SectionBlock { Text = new Mrkdwn(isOpen ? $"{since} · the newest: {text.Code(problem.Sample ?? "", 500)}" : since) },
                .. isOpen ? What(problem) : (IEnumerable<Block>)[],
                .. ProblemMessage.Standing(problem),
                .. ProblemMessage.Buttons(problem),
            ]));
    }

    private IEnumerable<Block> What(Problem problem)
    {
        if (problem.Facts.TryGetValue(Reason, out var reason))
        {
            yield return new SectionBlock { Text = new Mrkdwn(text.Line(reason, 500)) };
        }

        yield return new SectionBlock
        {
            Text = new Mrkdwn($"They are set aside in the store as they were, below `{SetAside.Folder}`, and nothing else is held up. Mend one and move it back under its old name, or delete it: when none is left, this is resolved."),
        };
    }

    private Task SeenAsync(Dictionary<string, string> facts, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return book.SeenAsync(
            new Problem { Kind = KindName, Key = Key, Title = "Stored documents cannot be read", OpenedAt = now, LastSeenAt = now, Count = 1, Facts = facts }, cancellationToken);
    }
}
