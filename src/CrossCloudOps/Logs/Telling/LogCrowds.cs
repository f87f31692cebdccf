using CrossCloudOps.Logs.Folding;
using CrossCloudOps.Problems;
using CrossCloudOps.Slack;
using CrossCloudOps.Slack.Blocks;
using CrossCloudOps.Storage;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Logs.Telling;

/// <summary>"4,950 more kinds of errors": one problem for what is too much for a message each.</summary>
internal sealed class LogCrowds(IDocumentStore store, ProblemBook book, SlackText text, IOptions<LogsOptions> options) : IProblemKind
{
    private const string Group = "group";

    private readonly TimeSpan _quietAfter = options.Value.QuietAfter;

    public string Kind => "log-crowd";

    public TimeSpan? QuietAfter => _quietAfter;

    public Task TellAsync(LogGroup group, CrowdRecord record, CancellationToken cancellationToken) => book.SeenAsync(
        new Problem
        {
            Kind = Kind,
            Key = $"{Kind}/{group.Key}",
            Title = $"More kinds of errors in {group.Name}",
            OpenedAt = record.CountedAt,
            LastSeenAt = record.CountedAt,
            Channel = group.Settings.Channel,
            Facts = new Dictionary<string, string> { [Group] = group.Id },
        },
        cancellationToken);

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
        var isOpen = problem.State == ProblemState.Open;
        var group = text.Plain(LogGroupName.Of(problem.Facts.GetValueOrDefault(Group, "")), 90);
        var title = isOpen ? $"🐞 {Kinds(record)} more kinds of errors in {group}" : $"✅ No more of the many kinds of errors in {group}";
        var span = isOpen
            ? $"since {SlackText.Moment(problem.OpenedAt)} · *{SlackText.Number(problem.Count)} errors*"
            : $"{SlackText.Moment(problem.OpenedAt)} to {SlackText.Moment(problem.ResolvedAt ?? now)} · {SlackText.Number(problem.Count)} errors";
        return new SlackMessage(
            title,
            [
                new HeaderBlock(new PlainText(title)),
                new SectionBlock { Text = new Mrkdwn(span) },
                .. isOpen && record is not null ? Most(record) : [],
                .. ProblemMessage.Standing(problem),
                .. ProblemMessage.Buttons(problem, "Mute these…"),
            ]);
    }

    private static string Kinds(CrowdRecord? record) => record is null ? "" : $"{(record.Kinds >= CrowdRecord.MostKinds ? "over " : "")}{SlackText.Number(record.Kinds)}";

    private IEnumerable<Block> Most(CrowdRecord record) =>
    [
        new SectionBlock { Text = new Mrkdwn($"The most frequent:\n{string.Join('\n', record.Most.Select(k => $"• {text.Line(k.Title, 200)} · {SlackText.Number(k.Count)}"))}") },
        new ContextBlock([new Mrkdwn($"{SlackText.Number(options.Value.MostKinds)} kinds of this log group have a message of their own already (`Logs__MostKinds`). These are counted here, and get one when others went quiet.")]),
    ];

    private async Task<CrowdRecord?> RecordAsync(Problem problem, CancellationToken cancellationToken) =>
        (await store.ReadAsync($"{CrowdRecord.Folder}{DocumentName.Segment(problem.Facts.GetValueOrDefault(Group, ""))}", LogsJson.Default.CrowdRecord, cancellationToken))?.Value;
}
