using CrossCloudOps.Logs.Folding;
using CrossCloudOps.Problems;
using CrossCloudOps.Slack;
using CrossCloudOps.Storage;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Logs.Telling;

/// <summary>One problem for each kind of error of a log group. It follows from what is counted, and resolves when none was counted for a while.</summary>
internal sealed class LogErrors(IDocumentStore store, ProblemBook book, LogErrorMessage words, IOptions<LogsOptions> options, IOptions<SlackOptions> slack) : IProblemKind
{
    public const string KindName = "log-error";
    public const string FingerprintFact = "fingerprint";

    private readonly TimeSpan _quietAfter = options.Value.QuietAfter;

    public string Kind => KindName;

    public TimeSpan? QuietAfter => _quietAfter;

    public static string KeyOf(string groupKey, string fingerprint) => $"{KindName}/{groupKey}/{fingerprint}";

    public async Task TellAsync(LogGroup group, string fingerprint, ErrorRecord record, CancellationToken cancellationToken)
    {
        var key = KeyOf(group.Key, fingerprint);
        if (record.LastBeforeAt is not null)
        {
            // Nobody may have looked since it went quiet, while nothing ran: it ends before it comes back, since an edit alerts nobody.
            await book.DeriveAsync(this, key, cancellationToken);
        }

        await book.SeenAsync(
            new Problem
            {
                Kind = Kind,
                Key = key,
                Title = CutText.Title(record.Title),
                OpenedAt = record.CountedAt,
                LastSeenAt = record.CountedAt,
                Channel = group.Settings.Channel,
                Facts = new Dictionary<string, string> { [LogPlace.Fact] = group.Id, [FingerprintFact] = fingerprint },
            },
            cancellationToken);
    }

    public async Task<Problem> DeriveAsync(Problem problem, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var isQuiet = problem.State == ProblemState.Open && now - problem.LastSeenAt >= _quietAfter;
        if (await RecordAsync(problem, cancellationToken) is not { } record)
        {
            return isQuiet ? problem.Resolved(now) : problem;
        }

        // What it said when it was resolved stays, until it comes back.
        var derived = problem.State == ProblemState.Open
            ? problem with { Title = CutText.Title(record.Title), Count = (int)Math.Min(record.Count, int.MaxValue), NewestAt = DateTimeOffset.FromUnixTimeMilliseconds(record.LastAt) }
            : problem;
        return isQuiet ? derived.Resolved(now) : derived;
    }

    public async Task<SlackMessage> ComposeAsync(Problem problem, DateTimeOffset now, CancellationToken cancellationToken) =>
        await RecordAsync(problem, cancellationToken) is { } record ? words.Of(problem, record, now) : words.Forgotten(problem, now);

    /// <summary>The error whole, as a file, where the message shows a part of it.</summary>
    public async Task<IReadOnlyList<ProblemReply>> RepliesAsync(Problem problem, DateTimeOffset now, CancellationToken cancellationToken) =>
        slack.Value.HasBot && problem.State == ProblemState.Open && await RecordAsync(problem, cancellationToken) is { } record && !words.ShowsAll(problem, record, now)
            ? [new ProblemReply($"error {problem.Opening}", "", _ => Task.FromResult<ReplyContent>(words.All(record)))]
            : [];

    private async Task<ErrorRecord?> RecordAsync(Problem problem, CancellationToken cancellationToken) =>
        problem.Facts.TryGetValue(LogPlace.Fact, out var group) && problem.Facts.TryGetValue(FingerprintFact, out var fingerprint)
            ? (await store.ReadAsync(ErrorRecord.NameOf(DocumentName.Segment(group), fingerprint), LogsJson.Default.ErrorRecord, cancellationToken))?.Value
            : null;
}
