using CrossCloudOps.Logs.Folding;
using CrossCloudOps.Logs.Reading;
using CrossCloudOps.Problems;
using CrossCloudOps.Slack;
using CrossCloudOps.Slack.Blocks;

namespace CrossCloudOps.Logs.Telling;

/// <summary>An error in words. The order never changes: what and where · since when, how many · the error as it was written · buttons.</summary>
internal sealed class LogErrorMessage(SlackText text, LogLinks links)
{
    private const int LongestTitle = 140;

    /// <summary>What has been there for longer is not new to anybody.</summary>
    private static readonly TimeSpan NewFor = TimeSpan.FromHours(24);

    /// <summary>How much of the error is shown, tried from the first down until the whole message is within Slack's limit.</summary>
    private static readonly int[] Budgets = [2900, 1800, 900, 400, 150];

    public SlackMessage Of(Problem problem, ErrorRecord record, DateTimeOffset now) =>
        problem.State == ProblemState.Resolved ? Resolved(problem, record, now) : SlackMessage.Fitting(Budgets, budget => Open(problem, record, now, budget));

    /// <summary>Whether the message shows all of the error.</summary>
    public bool ShowsWhole(Problem problem, ErrorRecord record, DateTimeOffset now) =>
        IsWhole(record, text.Block(record.Sample.Text, Budgets[0]).Shown) && Open(problem, record, now, Budgets[0]).IsWithinLimit();

    public ReplyFile Whole(ErrorRecord record)
    {
        var cut = record.Sample.Text.Length < record.Sample.Length ? $", the first {SlackText.Number(record.Sample.Text.Length)} of {SlackText.Number(record.Sample.Length)} characters" : "";
        return new ReplyFile("error.txt", text.Plain(record.Title, 100), text.Whole(record.Sample.Text), $"The error as it was written{cut}");
    }

    /// <summary>Its record is gone: it was quiet for so long that it was let go.</summary>
    public SlackMessage Forgotten(Problem problem, DateTimeOffset now) => new(
        text.Line(problem.Title, LongestTitle),
        [Header("🐞", problem.Title), Section($"{Where(problem)}\n{Past(problem, now)}"), .. ProblemMessage.Standing(problem), .. Buttons(problem)]);

    private SlackMessage Open(Problem problem, ErrorRecord record, DateTimeOffset now, int budget)
    {
        var (block, shown) = text.Block(record.Sample.Text, budget);
        var chart = record.Count > 1 ? $"\n{HourChart.Of(record.Hours, now)}" : "";
        return new SlackMessage(
            $"{text.Line(record.Title, LongestTitle)} in {text.Line(LogGroupName.Of(record.Group), 100)}",
            [
                Header("🐞", record.Title),
                Section($"{Where(problem)}\n{Standing(problem, record, now)}\n{Count(record)}{chart}"),
                Section(block),
                new ContextBlock([new Mrkdwn(Origin(record, shown))]),
                .. ProblemMessage.Standing(problem),
                .. Buttons(problem),
            ]);
    }

    private SlackMessage Resolved(Problem problem, ErrorRecord record, DateTimeOffset now) => new(
        $"Quiet again: {text.Line(problem.Title, LongestTitle)}",
        [
            Header("✅", problem.Title),
            Section($"{Where(problem)}\n{Past(problem, now)}\n{Times(problem.Count)}, the last one {SlackText.Moment(Moment(record.LastAt))}. None since: it counts as over until it comes back."),
            .. ProblemMessage.Standing(problem),
            .. Buttons(problem),
        ]);

    /// <summary>New, known, or back again: what decides whether somebody gets up.</summary>
    private static string Standing(Problem problem, ErrorRecord record, DateTimeOffset now)
    {
        var first = SlackText.Moment(Moment(record.FirstEverAt));
        return problem.Opening > 1 ? $"🔁 came back{(problem.Opening > 2 ? $" {problem.Opening - 1} times" : "")}{(record.LastBeforeAt is { } last ? $", seen last {SlackText.Moment(Moment(last))}" : "")}, first {first}"
            : now - Moment(record.FirstEverAt) <= NewFor ? $"🆕 new, first {first}"
            : $"known since {first}";
    }

    private static string Count(ErrorRecord record)
    {
        var total = record.Total > record.Count ? $" ({SlackText.Number(record.Total)} in all)" : "";
        var last = record.LastAt - record.FirstAt > 1000 ? $" from {SlackText.Moment(Moment(record.FirstAt))} to {SlackText.Moment(Moment(record.LastAt))}" : "";
        return $"*{Times(record.Count)}*{total}{last}";
    }

    private string Where(Problem problem) => text.Code(LogGroupName.Of(problem.Facts.GetValueOrDefault(LogErrors.GroupFact, "")), 300);

    /// <summary>Where the sample is from, and what of it is missing.</summary>
    private string Origin(ErrorRecord record, int? shown)
    {
        var sample = record.Sample;
        var parts = new List<string> { $"{SlackText.Moment(Moment(sample.At))} in {text.Code(sample.Stream, 150)}" };
        if (sample.RequestId is { } request)
        {
            parts.Add($"request {text.Code(request, 60)}");
        }

        if (!IsWhole(record, shown))
        {
            parts.Add($"cut: the first {SlackText.Number(shown ?? sample.Text.Length)} of {SlackText.Number(sample.Length)} characters");
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

    private static bool IsWhole(ErrorRecord record, int? shown) => shown is null && record.Sample.Text.Length == record.Sample.Length;

    private static string Times(long count) => count == 1 ? "once" : $"{SlackText.Number(count)} times";

    private static string Past(Problem problem, DateTimeOffset now)
    {
        var end = problem.ResolvedAt ?? now;
        return $"{SlackText.Moment(problem.OpenedAt)} to {SlackText.Moment(end)}, for {SlackText.Length(end - problem.OpenedAt)}";
    }

    private HeaderBlock Header(string sign, string title) => new(new PlainText($"{sign} {text.Plain(title, LongestTitle)}"));

    private static SectionBlock Section(string mrkdwn) => new() { Text = new Mrkdwn(mrkdwn) };

    private static IEnumerable<Block> Buttons(Problem problem) => ProblemMessage.Buttons(problem, "Mute this error…");

    private static DateTimeOffset Moment(long at) => DateTimeOffset.FromUnixTimeMilliseconds(at);
}
