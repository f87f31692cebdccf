using CrossCloudOps.Aws;
using CrossCloudOps.Problems;
using CrossCloudOps.Slack;
using CrossCloudOps.Slack.Blocks;
using CrossCloudOps.Storage;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.DeadLetters;

/// <summary>
/// Dead letters in words. The order of a card never changes: what and where · since when, how many · reason · newest sample · buttons.
/// </summary>
internal sealed class DeadLetterMessage(SlackText text, DeadLetterCard card, IOptions<DeadLettersOptions> options)
{
    private readonly TimeSpan _keepFor = options.Value.KeepFor;

    /// <summary>How much of a body a card shows, tried from the first down until the whole message is within Slack's limit.</summary>
    private static readonly int[] BodyBudgets = [2900, 1800, 900, 400, 150, 0];

    /// <param name="bulk">The row that acts on all of them, or how that goes on.</param>
    public SlackMessage Open(Problem problem, OneDeadLetter newest, DateTimeOffset now, IReadOnlyList<Evidence>? evidence = null, IReadOnlyList<Block>? bulk = null) =>
        SlackMessage.Fitting(BodyBudgets, budget => Open(problem, newest, now, budget == 0 ? [] : evidence ?? [], bulk ?? [], budget));

    /// <summary>One dead letter by itself: in the thread of its problem, or taken from a list.</summary>
    public SlackMessage Single(OneDeadLetter one, DateTimeOffset now) => SlackMessage.Fitting(BodyBudgets, budget => Single(one, now, budget));

    /// <summary>Whether a card of it shows all of its body.</summary>
    public bool ShowsWhole(OneDeadLetter one, DateTimeOffset now) => Single(one, now, BodyBudgets[0]).IsWithinLimit() && text.Block(DeadLetterCard.Body(one.Letter), BodyBudgets[0]).Shown is null;

    /// <summary>What a card cuts, whole.</summary>
    public ReplyFile BodyFile(DeadLetter letter)
    {
        var body = text.Whole(DeadLetterCard.Body(letter));
        var name = $"{DocumentName.Segment(letter.MessageId)}.{(JsonText.Indent(letter.Body) is null ? "txt" : "json")}";
        return new ReplyFile(name, name, body, $"The whole body of {card.Id(letter.MessageId)}");
    }

    public SlackMessage Resolved(Problem problem, string queue, DateTimeOffset now)
    {
        var end = problem.ResolvedAt ?? now;
        return new SlackMessage(
            $"Dealt with, none left in {text.Line(queue, 80)}: {text.Line(problem.Title, 100)}",
            [
                new HeaderBlock(new PlainText($"✅ {text.Plain(queue, 80)}: dead letters of this kind dealt with")),
                Section($"{text.Bold(problem.Title, 100)}\n{SlackText.Moment(problem.OpenedAt)} to {SlackText.Moment(end)}, for {SlackText.Length(end - problem.OpenedAt)}"),
                .. Acts(problem),
            ]);
    }

    /// <summary>The newest one went between the counting and the reading, or cannot be read; the next run counts anew.</summary>
    public SlackMessage Unreadable(Problem problem, string queue, string document) => new(
        $"{problem.Count} dead letters in {text.Line(queue, 80)}; the newest cannot be shown",
        [
            Header(problem.Count, queue),
            Section($"{text.Bold(problem.Title, 100)}\nThe archived document of the newest one cannot be read: {text.Code(document, 400)}. It is kept as it is."),
            .. Acts(problem),
        ]);

    /// <summary>A notice that open ones come to the end of their time.</summary>
    public SlackMessage Purge(Problem problem, DateTimeOffset now)
    {
        var line = $"⌛ Nobody dealt with some of {text.Bold(problem.Title, 100)}: those that are {SlackText.Number((int)_keepFor.TotalDays)} days in the archive are purged for good, "
            + $"not before {SlackText.Moment(now + RetentionPolicy.Notice)}. Send them back or discard them, or raise `DeadLetters__KeepFor`.";
        return new SlackMessage($"Dead letters will be purged: {text.Line(problem.Title, 100)}", [Section(line)]);
    }

    public static string Purged(int count) => $"🕳️ purged {SlackText.Number(count)} for good, a week after the warning";

    public string SentBack(DeadLetter letter, DeadLetterState sent) =>
        $"📤 sent {Id(letter.MessageId)} back to {Queue(sent.Target!)} as {Id(sent.NewMessageId!)}{(sent.Attempt > 1 ? $", attempt {sent.Attempt}" : "")}{(sent.Edit is null ? "" : ", edited")}";

    public string Discarded(DeadLetter letter) => $"🗑️ discarded {Id(letter.MessageId)} (it stays in the archive)";

    public string NotSent(DeadLetterId id, string target, AwsFailure failure) =>
        $"⚠️ could not send {Id(DocumentText(id))} back to {Queue(target)}: {text.Code(failure.Code, 80)} {text.Line(failure.Message, 300)} Nothing was sent.";

    public string Unconfirmed(DeadLetterId id, string target) => $"❓ sent {Id(DocumentText(id))} to {Queue(target)}, but SQS did not confirm it";

    /// <summary>What somebody is told who pressed a button that another was faster on.</summary>
    public static string? Already(DeadLetterState? state) => state switch
    {
        { Status: DeadLetterStatus.Sent } => $"Already sent back by {SlackText.Mention(state.UserId)} at {SlackText.Moment(state.At)}.",
        { Status: DeadLetterStatus.Discarded } => $"Already discarded by {SlackText.Mention(state.UserId)} at {SlackText.Moment(state.At)}.",
        { Status: DeadLetterStatus.Sending } => $"{SlackText.Mention(state.UserId)} is sending it back since {SlackText.Moment(state.At)}.",
        { Status: DeadLetterStatus.Unconfirmed } => "What the message shows has changed since: look at it again, then press.",
        _ => null,
    };

    private SlackMessage Open(Problem problem, OneDeadLetter newest, DateTimeOffset now, IReadOnlyList<Evidence> evidence, IReadOnlyList<Block> bulk, int bodyBudget)
    {
        var letter = newest.Letter;
        var queue = SqsQueue.NameOf(letter.QueueUrl);
        return new SlackMessage(
            $"{(problem.Count == 1 ? "Dead letter" : $"{problem.Count} dead letters")} in {text.Line(queue, 80)}: {text.Line(problem.Title, 100)}",
            [
                Header(problem.Count, queue),
                Section($"{text.Bold(problem.Title, 100)}\n{Route(letter)}\n{Count(problem)}"),
                .. DeadLetterReasonBlocks.Of(text, letter, evidence, bodyBudget),
                .. problem.Count > 1 ? [DeadLetterCard.Context("The newest:")] : (IEnumerable<Block>)[],
                .. card.Content(letter, now, bodyBudget),
                .. Acts(problem),
                .. ProblemMessage.Standing(problem),
                .. card.Buttons(newest, isSingle: false),
                .. bulk,
                .. ProblemMessage.Buttons(problem),
            ]);
    }

    private SlackMessage Single(OneDeadLetter one, DateTimeOffset now, int bodyBudget) => new(
        $"Dead letter {text.Line(one.Letter.MessageId, 100)} in {text.Line(SqsQueue.NameOf(one.Letter.QueueUrl), 80)}",
        [
            Section($"{text.Bold(one.Letter.Shape, 100)}\n{Route(one.Letter)}"),
            .. DeadLetterReasonBlocks.Of(text, one.Letter, [], bodyBudget),
            .. card.Content(one.Letter, now, bodyBudget),
            .. card.Buttons(one, isSingle: true),
        ]);

    private string Route(DeadLetter letter) => letter.SourceQueueUrl is { } source ? $"{Queue(source)} → {Queue(letter.QueueUrl)}" : Queue(letter.QueueUrl);

    private static string Count(Problem problem)
    {
        var back = problem.Opening switch { 1 => "", 2 => " · came back", var openings => $" · came back {openings - 1} times" };
        var last = problem.LastSeenAt - problem.OpenedAt > TimeSpan.FromMinutes(1) ? $", last {SlackText.Moment(problem.LastSeenAt)}" : "";
        return $"since {SlackText.Moment(problem.OpenedAt)}{last} · {(problem.Count == 1 ? "1 is waiting" : $"{SlackText.Number(problem.Count)} are waiting")}{back}";
    }

    /// <summary>A section each: five refusals in AWS's words are more than one section holds.</summary>
    private static IEnumerable<Block> Acts(Problem problem) =>
        problem.Acts.Select(static a => Section($"{SlackText.Mention(a.UserId)} {a.Text} · {SlackText.Moment(a.At)}"));

    private HeaderBlock Header(int count, string queue) =>
        new(new PlainText($"📬 {(count == 1 ? "Dead letter" : $"{SlackText.Number(count)} dead letters")} in {text.Plain(queue, 80)}"));

    private static SectionBlock Section(string mrkdwn) => DeadLetterCard.Section(mrkdwn);

    private string Id(string id) => card.Id(id);

    private string Queue(string url) => card.Queue(url);

    private static string DocumentText(DeadLetterId id) => DocumentName.Text(id.Id);
}
