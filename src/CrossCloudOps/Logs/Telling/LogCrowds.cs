using CrossCloudOps.Logs.Folding;
using CrossCloudOps.Problems;
using CrossCloudOps.Slack;
using CrossCloudOps.Slack.Blocks;
using CrossCloudOps.Storage;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Logs.Telling;

/// <summary>"4,950 more kinds of errors": one problem for what is too much for a message each.</summary>
internal sealed class LogCrowds(IDocumentStore store, ProblemBook book, SlackText text, LogPlace place, LogLinks links, IOptions<LogsOptions> options) : IProblemKind
{
    /// <summary>How long a title may be, tried from the first down until Slack takes the message.</summary>
    private static readonly int[] Longest = [200, 120, 60];

    private readonly TimeSpan _quietAfter = options.Value.QuietAfter;

    public string Kind => "log-crowd";

    public TimeSpan? QuietAfter => _quietAfter;

    public async Task TellAsync(LogGroup group, CrowdRecord record, CancellationToken cancellationToken)
    {
        var key = $"{Kind}/{group.Key}";
        // Nobody may have looked since it went quiet, while nothing ran: it ends before it comes back, since an edit alerts nobody.
        await book.DeriveAsync(this, key, cancellationToken);
        await book.SeenAsync(
            new Problem
            {
                Kind = Kind,
                Key = key,
                Title = $"More kinds of errors in {group.Name}",
                OpenedAt = record.CountedAt,
                LastSeenAt = record.CountedAt,
                Channel = group.Settings.Channel,
                Facts = new Dictionary<string, string> { [LogPlace.Fact] = group.Id },
            },
            cancellationToken);
    }

    public async Task<Problem> DeriveAsync(Problem problem, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (problem.State == ProblemState.Resolved)
        {
            return problem;
        }

        var derived = await RecordAsync(problem, cancellationToken) is { } record ? problem with { Count = (int)Math.Min(record.Count, int.MaxValue) } : problem;
        return now - problem.LastSeenAt >= _quietAfter ? derived.Resolved(now) : derived;
    }

    public async Task<SlackMessage> ComposeAsync(Problem problem, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var record = await RecordAsync(problem, cancellationToken);
        return SlackMessage.Fitting(Longest, longest => Of(problem, record, longest, now));
    }

    private SlackMessage Of(Problem problem, CrowdRecord? record, int longest, DateTimeOffset now)
    {
        var isOpen = problem.State == ProblemState.Open;
        var group = LogPlace.NameOf(problem);
        var title = isOpen ? $"🐞 {Kinds(record)}more kinds of errors in " : "✅ No more of the many kinds of errors in ";
        var errors = $"*{SlackText.Number(problem.Count)} {(problem.Count == 1 ? "error" : "errors")}*";
        var span = isOpen
            ? $"since {SlackText.Moment(problem.OpenedAt)} · {errors}"
            : $"{SlackText.Moment(problem.OpenedAt)} to {SlackText.Moment(problem.LastSeenAt)} · {errors}\nNone came in for {SlackText.Length((problem.ResolvedAt ?? now) - problem.LastSeenAt)}: they count as over until they come back.";
        return new SlackMessage(
            title + text.Line(group, 90),
            [
                new HeaderBlock(new PlainText(title + text.Plain(group, 90))),
                new SectionBlock { Text = new Mrkdwn($"{place.Of(problem)}\n{span}") },
                .. isOpen && record is not null ? Most(record, longest) : [],
                .. ProblemMessage.Standing(problem),
                .. ProblemMessage.Buttons(problem, "Mute these…"),
            ]);
    }

    private static string Kinds(CrowdRecord? record) => record is null ? "" : $"{(record.Kinds >= CrowdRecord.MostKinds ? "over " : "")}{SlackText.Number(record.Kinds)} ";

    private IEnumerable<Block> Most(CrowdRecord record, int longest)
    {
        var link = links.Of(record.Group) is { } uri ? $" <{uri.AbsoluteUri}|Open the log group in CloudWatch>" : "";
        return
        [
            new SectionBlock { Text = new Mrkdwn($"The most frequent:\n{string.Join('\n', record.Most.Select(k => $"• {text.Line(CutText.Title(k.Title), longest)} · {SlackText.Number(k.Count)}"))}") },
            new ContextBlock([new Mrkdwn($"{SlackText.Number(options.Value.MostKinds)} kinds of this log group have a message of their own already (`Logs__MostKinds`). These are counted here, and get one when others went quiet.{link}")]),
        ];
    }

    private async Task<CrowdRecord?> RecordAsync(Problem problem, CancellationToken cancellationToken) =>
        (await store.ReadAsync($"{CrowdRecord.Folder}{DocumentName.Segment(LogPlace.IdOf(problem))}", LogsJson.Default.CrowdRecord, cancellationToken))?.Value;
}
