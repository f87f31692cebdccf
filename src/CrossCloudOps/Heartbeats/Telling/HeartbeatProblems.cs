using System.Globalization;
using CrossCloudOps.Problems;
using CrossCloudOps.Slack;
using CrossCloudOps.Storage;

namespace CrossCloudOps.Heartbeats.Telling;

/// <summary>One problem for each cause of trouble. What it says of the trouble stands in <see cref="Problem.Sample"/>; the round alone writes it.</summary>
internal sealed class HeartbeatProblems(IDocumentStore store, ProblemBook book, HeartbeatMessage words, TimeProvider time) : IProblemKind
{
    public const string KindName = "heartbeat";

    public string Kind => KindName;

    /// <summary>Of all problems that were ever told and not let go of since, whether they are over or not.</summary>
    public async Task<IReadOnlyList<string>> KeysAsync(CancellationToken cancellationToken) =>
        await store.ListAsync($"{ProblemBook.Folder}{KindName}/", cancellationToken).Select(static d => d.Name[ProblemBook.Folder.Length..]).ToListAsync(cancellationToken);

    public Task TellAsync(string key, Trouble trouble, Look look, CancellationToken cancellationToken) =>
        book.ChangeAsync(key, stored => Told(key, stored, trouble, look), cancellationToken);

    /// <summary>What was never told of needs no end.</summary>
    public Task EndAsync(string key, Look look, CancellationToken cancellationToken) =>
        book.ChangeAsync(
            key,
            stored => stored is not { State: ProblemState.Open } ? stored
                : stored.Resolved(time.GetUtcNow()) with { Sample = Trouble.Parse(stored.Sample) is { } before ? TroubleEnd.End(before, look).ToJson() : stored.Sample, Count = 0 },
            cancellationToken);

    public Task<Problem> DeriveAsync(Problem problem, DateTimeOffset now, CancellationToken cancellationToken) => Task.FromResult(problem);

    public Task<SlackMessage> ComposeAsync(Problem problem, DateTimeOffset now, CancellationToken cancellationToken) => Task.FromResult(words.Of(problem, now));

    /// <summary>An edit alerts nobody, and whoever paused it counted on being told.</summary>
    public Task<IReadOnlyList<ProblemReply>> RepliesAsync(Problem problem, DateTimeOffset now, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ProblemReply>>(problem is { State: ProblemState.Open, Muted: null, UnmutedAt: { } over }
            ? [new ProblemReply(string.Create(CultureInfo.InvariantCulture, $"unmuted {over.ToUnixTimeSeconds()}"), "", _ => Task.FromResult<ReplyContent>(new ReplyMessage(words.PauseOver(problem)))) { IsNotice = true }]
            : []);

    private Problem Told(string key, Problem? stored, Trouble trouble, Look look)
    {
        var now = time.GetUtcNow();
        var whole = TroubleEnd.Join(stored is { State: ProblemState.Open } ? Trouble.Parse(stored.Sample) : null, trouble, look);
        var (json, title) = (whole.ToJson(), TroubleWords.Title(whole));
        return stored switch
        {
            null => new Problem { Kind = Kind, Key = key, Title = title, OpenedAt = now, LastSeenAt = now, Count = whole.Count, Sample = json, Channel = trouble.Channel },
            { State: ProblemState.Resolved } => stored.Reopened(now) with { Title = title, Count = whole.Count, Sample = json, Channel = trouble.Channel },
            _ when stored.Sample == json && stored.Title == title => stored,
            _ => stored with { Title = title, Count = whole.Count, Sample = json, LastSeenAt = now },
        };
    }
}
