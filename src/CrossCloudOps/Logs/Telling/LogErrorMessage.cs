using CrossCloudOps.Logs.Folding;
using CrossCloudOps.Logs.Reading;
using CrossCloudOps.Problems;
using CrossCloudOps.Slack;
using CrossCloudOps.Slack.Blocks;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Logs.Telling;

/// <summary>An error in words. The order never changes: what and where · since when, how many · the error as it was written · buttons.</summary>
internal sealed class LogErrorMessage(SlackText text, LogPlace place, LogLinks links, IOptions<SlackOptions> options)
{
    private const int LongestTitle = 140;

    /// <summary>What has been told for longer is not new to anybody.</summary>
    private static readonly TimeSpan NewFor = TimeSpan.FromHours(24);

    /// <summary>How much of the error is shown, tried from the first down until the whole message is within Slack's limit.</summary>
    private static readonly int[] Budgets = [2900, 1800, 900, 400, 150];

    private readonly bool _hasThreads = options.Value.HasBot;

    public SlackMessage Of(Problem problem, ErrorRecord record, DateTimeOffset now) =>
        SlackMessage.Fitting(Budgets, budget => problem.State == ProblemState.Resolved ? Resolved(problem, record, now, budget) : Open(problem, record, now, budget));

    /// <summary>Whether the message shows all that is kept of the error.</summary>
    public bool ShowsAll(Problem problem, ErrorRecord record, DateTimeOffset now) =>
        text.Block(Sample(record), Budgets[0]).Shown is null && Open(problem, record, now, Budgets[0]).IsWithinLimit();

    public ReplyFile All(ErrorRecord record)
    {
        var sample = Sample(record);
        var cut = sample.Length < record.Sample.Length ? $": the first {SlackText.Number(sample.Length)} of {SlackText.Number(record.Sample.Length)} characters. More is not kept here; the log has it all" : "";
        return new ReplyFile("error.txt", text.Plain(CutText.Title(record.Title), 100), text.Whole(sample), $"The error as it was written{cut}.");
    }

    /// <summary>Its record is gone: it was quiet for so long that it was let go.</summary>
    public SlackMessage Forgotten(Problem problem, DateTimeOffset now) => new(
        Notice(problem.State == ProblemState.Resolved ? "Quiet again" : "Error", problem, problem.Title),
        [
            Header(problem.State == ProblemState.Resolved ? "✅" : "🐞", problem.Title),
            Section($"{place.Of(problem)}\n{SlackText.Moment(problem.OpenedAt)} to {SlackText.Moment(problem.LastSeenAt)}\n*{Times(problem.Count)}*\n{Over(problem, now)}"),
            .. ProblemMessage.Standing(problem),
            .. Buttons(problem),
        ]);

    private SlackMessage Open(Problem problem, ErrorRecord record, DateTimeOffset now, int budget)
    {
        var title = CutText.Title(record.Title);
        var chart = record.Count > 1 ? $"\n{HourChart.Of(record.Hours, now)}" : "";
        return new SlackMessage(
            Notice($"{(CameBack(problem, record) ? "Back again" : IsNew(problem, now) ? "New error" : "Known error")}{(record.Count > 1 ? $", {Times(record.Count)}" : "")}", problem, title),
            [
                Header("🐞", title),
                Section($"{place.Of(problem)}\n{Standing(problem, record, now)}\n{Count(record)}{chart}"),
                .. AsWritten(record, budget, isOpen: true),
                .. ProblemMessage.Standing(problem),
                .. Buttons(problem),
            ]);
    }

    /// <summary>The error stays to be read in the morning: where there are edits, this takes the place of the message that had it.</summary>
    private SlackMessage Resolved(Problem problem, ErrorRecord record, DateTimeOffset now, int budget)
    {
        // Counted again meanwhile: then these are not its times any more.
        var isOfIt = record.CountedAt <= problem.LastSeenAt;
        var times = isOfIt ? Count(record) : $"*{Times(problem.Count)}*";
        return new SlackMessage(
            Notice("Quiet again", problem, problem.Title),
            [
                Header("✅", problem.Title),
                Section($"{place.Of(problem)}\n{times}{(isOfIt && record.LastAt - record.FirstAt > 1000 ? "" : $", {SlackText.Moment(problem.NewestAt ?? problem.LastSeenAt)}")}\n{Over(problem, now)}"),
                .. _hasThreads && isOfIt ? AsWritten(record, budget, isOpen: false) : [],
                .. ProblemMessage.Standing(problem),
                .. Buttons(problem),
            ]);
    }

    /// <summary>New, known, or back again: what decides whether somebody gets up.</summary>
    private static string Standing(Problem problem, ErrorRecord record, DateTimeOffset now)
    {
        var first = SlackText.Moment(Moment(record.FirstEverAt));
        return CameBack(problem, record) ? $"🔁 came back {SlackText.Moment(Moment(record.FirstAt))}{(problem.Opening > 2 ? $", {problem.Opening - 1} times by now" : "")}{(record.LastBeforeAt is { } last ? $" · seen last before {SlackText.Moment(Moment(last))}" : "")} · first {first}"
            : IsNew(problem, now) ? $"🆕 new, first {first}"
            : $"known since {first}";
    }

    private static bool CameBack(Problem problem, ErrorRecord record) => problem.Opening > 1 || record.LastBeforeAt is not null;

    /// <summary>By when it was told, not by when it happened: after an outage old errors are news too.</summary>
    private static bool IsNew(Problem problem, DateTimeOffset now) => now - problem.OpenedAt <= NewFor;

    private static string Count(ErrorRecord record)
    {
        var total = record.Total > record.Count ? $" ({SlackText.Number(record.Total)} in all)" : "";
        var span = record.LastAt - record.FirstAt > 1000 ? $" from {SlackText.Moment(Moment(record.FirstAt))} to {SlackText.Moment(Moment(record.LastAt))}" : "";
        return $"*{Times(record.Count)}*{total}{span}";
    }

    private static string Over(Problem problem, DateTimeOffset now) =>
        $"None came in for {SlackText.Length((problem.ResolvedAt ?? now) - problem.LastSeenAt)}: it counts as over until it comes back.";

    private IEnumerable<Block> AsWritten(ErrorRecord record, int budget, bool isOpen)
    {
        var (block, shown) = text.Block(Sample(record), budget);
        return [Section(block), new ContextBlock([new Mrkdwn(Origin(record, shown, isOpen))])];
    }

    /// <summary>Where the sample is from, and what of it is missing.</summary>
    private string Origin(ErrorRecord record, int? shown, bool isOpen)
    {
        var sample = record.Sample;
        var parts = new List<string> { $"{SlackText.Moment(Moment(sample.At))} in {text.Code(sample.Stream, 150)}" };
        if (sample.RequestId is { } request)
        {
            parts.Add($"request {text.Code(request, 60)}");
        }

        if (shown is not null || sample.Text.Length < sample.Length)
        {
            var more = shown is not null && _hasThreads && isOpen ? ", more in the thread" : "";
            parts.Add($"✂️ cut: the first {SlackText.Number(shown ?? Sample(record).Length)} of {SlackText.Number(sample.Length)} characters{more}");
        }

        if (sample.Detail == ErrorDetail.Part)
        {
            parts.Add("the rest of it was not found in the log");
        }

        if (links.Of(record.Group, sample) is { } link)
        {
            parts.Add($"<{link.AbsoluteUri}|Open in CloudWatch>");
        }

        return string.Join(" · ", parts);
    }

    private static string Sample(ErrorRecord record) => CutText.Sample(record.Sample.Text, record.Sample.Length);

    private static string Times(long count) => count == 1 ? "once" : $"{SlackText.Number(count)} times";

    /// <summary>What a phone shows.</summary>
    private string Notice(string what, Problem problem, string title) => $"{what} in {text.Line(LogPlace.NameOf(problem), 100)}: {text.Line(title, LongestTitle)}";

    private HeaderBlock Header(string sign, string title) => new(new PlainText($"{sign} {text.Plain(title, LongestTitle)}"));

    private static SectionBlock Section(string mrkdwn) => new() { Text = new Mrkdwn(mrkdwn) };

    private static IEnumerable<Block> Buttons(Problem problem) => ProblemMessage.Buttons(problem, "Mute this error…");

    private static DateTimeOffset Moment(long at) => DateTimeOffset.FromUnixTimeMilliseconds(at);
}
