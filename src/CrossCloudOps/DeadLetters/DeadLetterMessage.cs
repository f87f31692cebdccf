using System.Globalization;
using System.Text.Json;
using CrossCloudOps.Aws;
using CrossCloudOps.Problems;
using CrossCloudOps.Slack;
using CrossCloudOps.Slack.Blocks;

namespace CrossCloudOps.DeadLetters;

/// <summary>
/// Dead letters in words. The order of a card never changes: what and where · since when, how many · reason · newest sample · buttons.
/// </summary>
internal sealed class DeadLetterMessage(SlackText text)
{
    private const int LongestId = 200;
    private const int LongestAttributes = 1500;

    /// <summary>How much of a body a card shows, tried from the first down until the whole message is within Slack's limit.</summary>
    private static readonly int[] BodyBudgets = [2900, 1800, 900, 400, 150];

    /// <summary>
    /// Slack refuses messages whose blocks come to about 13,200 characters, though 50 blocks of 3,000 are allowed each.
    /// <see href="https://github.com/slackapi/bolt-js/issues/2509"/>
    /// </summary>
    private const int LargestMessage = 12_000;

    public SlackMessage Open(Problem problem, DeadLetterId id, DeadLetter letter, DeadLetterState? state, string? target, DateTimeOffset now, IReadOnlyList<Evidence>? evidence = null)
    {
        var messages = BodyBudgets.Select(budget => Open(problem, id, letter, state, target, now, evidence ?? [], budget));
        return messages.FirstOrDefault(static m => Size(m) <= LargestMessage) ?? Open(problem, id, letter, state, target, now, [], bodyBudget: 0);
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

    /// <summary>A document of the archive that cannot be read must not hide that there are dead letters.</summary>
    public SlackMessage Unreadable(Problem problem, string queue, string document) => new(
        $"{problem.Count} dead letters in {text.Line(queue, 80)}; the newest cannot be shown",
        [
            Header(problem.Count, queue),
            Section($"{text.Bold(problem.Title, 100)}\nThe archived document of the newest one cannot be read: {text.Code(document, 400)}. It is kept as it is."),
            .. Acts(problem),
        ]);

    public string SentBack(DeadLetter letter, DeadLetterState sent) =>
        $"📤 sent {Id(letter.MessageId)} back to {Queue(sent.Target!)} as {Id(sent.NewMessageId!)}{(sent.Attempt > 1 ? $", attempt {sent.Attempt}" : "")}";

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

    private SlackMessage Open(Problem problem, DeadLetterId id, DeadLetter letter, DeadLetterState? state, string? target, DateTimeOffset now, IReadOnlyList<Evidence> evidence, int bodyBudget)
    {
        var queue = DeadLetterQueue.NameOf(letter.QueueUrl);
        var route = letter.SourceQueueUrl is { } source ? $"{Queue(source)} → {Queue(letter.QueueUrl)}" : Queue(letter.QueueUrl);
        var back = problem.Opening switch { 1 => "", 2 => " · came back", var openings => $" · came back {openings - 1} times" };
        var count = problem.Count == 1 ? "1 is waiting" : $"{problem.Count.ToString("N0", CultureInfo.InvariantCulture)} are waiting";
        return new SlackMessage(
            $"{(problem.Count == 1 ? "Dead letter" : $"{problem.Count} dead letters")} in {text.Line(queue, 80)}: {text.Line(problem.Title, 100)}",
            [
                Header(problem.Count, queue),
                Section($"{text.Bold(problem.Title, 100)}\n{route}\nsince {SlackText.Moment(problem.OpenedAt)} · {count}{back}"),
                .. DeadLetterReasonBlocks.Of(text, letter, evidence, bodyBudget),
                .. Sample(problem, letter, now, bodyBudget),
                .. Acts(problem),
                .. Buttons(id, letter, state, target),
            ]);
    }

    private IEnumerable<Block> Sample(Problem problem, DeadLetter letter, DateTimeOffset now, int bodyBudget)
    {
        if (problem.Count > 1)
        {
            yield return new ContextBlock([new Mrkdwn("The newest:")]);
        }

        yield return new SectionBlock { Fields = [.. Fields(letter, now)] };
        if (letter.Attributes.Count > 0)
        {
            var lines = letter.Attributes.OrderBy(static a => a.Key, StringComparer.Ordinal).Select(static a => $"{a.Key} ({a.Value.DataType}) = {Value(a.Value)}");
            yield return Section($"*Attributes*\n{text.Block(string.Join('\n', lines), Math.Min(LongestAttributes, Math.Max(300, bodyBudget))).Text}");
        }

        if (bodyBudget > 0)
        {
            var body = Pretty(letter.Body);
            var (block, cut) = text.Block(body, bodyBudget);
            yield return Section(block);
            if (cut is { } shown)
            {
                yield return new ContextBlock([new Mrkdwn($"Cut: the first {shown.ToString("N0", CultureInfo.InvariantCulture)} of {body.Length.ToString("N0", CultureInfo.InvariantCulture)} characters. It is sent back whole.")]);
            }
        }
    }

    private IEnumerable<TextObject> Fields(DeadLetter letter, DateTimeOffset now)
    {
        yield return Field("Message id", Id(letter.MessageId));
        yield return Field("Receive count", $"{text.Line(letter.ReceiveCount ?? "?", 20)}, one of them ours");
        if (letter.SentAt is { } sent)
        {
            // A FIFO queue stamps anew what its redrive policy moves.
            yield return Field(letter.FirstReceivedAt < sent ? "Moved to the queue" : "Sent", $"{SlackText.Moment(sent)} ({SlackText.Length(now - sent)} ago)");
        }

        if (letter.FirstReceivedAt is { } received)
        {
            yield return Field("First received", SlackText.Moment(received));
        }

        foreach (var (name, value) in new[]
        {
            ("Message group id", letter.GroupId), ("Deduplication id", letter.DeduplicationId), ("Sequence number", letter.SequenceNumber), ("Trace", letter.TraceHeader),
        })
        {
            if (value is not null)
            {
                yield return Field(name, Id(value));
            }
        }
    }

    private IEnumerable<Block> Buttons(DeadLetterId id, DeadLetter letter, DeadLetterState? state, string? target)
    {
        var value = new DeadLetterButton(id, state?.Attempt ?? 0).ToString();
        if (state?.Status == DeadLetterStatus.Sending)
        {
            yield return Section($"⏳ {SlackText.Mention(state.UserId)} is sending it back to {Queue(state.Target!)} since {SlackText.Moment(state.At)}.");
            yield break;
        }

        if (target is null)
        {
            yield return Section("It is not known which queue it came from. To send it back, set `SendBackTo` of its dead-letter queue.");
            yield return new ActionsBlock([Discard(value)]);
            yield break;
        }

        if (letter.GroupId is { } group && DeadLetterQueue.IsFifoUrl(target))
        {
            yield return new ContextBlock([new Mrkdwn($"Its group {text.Code(group, 128)} may have moved on: sent back, it comes last.")]);
        }

        if (state?.Status == DeadLetterStatus.Unconfirmed)
        {
            yield return Section($"❓ It may be in {Queue(state.Target!)} already. Send it again?");
        }

        yield return new ActionsBlock([SendBack(value, state), Discard(value)]);
    }

    private static ButtonElement SendBack(string value, DeadLetterState? state) =>
        new(SendBackAction.Id, new PlainText(state?.Status == DeadLetterStatus.Unconfirmed ? "Send again" : "Send back"), value) { Style = "primary" };

    private static ButtonElement Discard(string value) => new(DiscardAction.Id, new PlainText("Discard"), value)
    {
        Style = "danger",
        Confirm = new ConfirmDialog(
            new PlainText("Discard this dead letter?"),
            new Mrkdwn("It is not sent back, and nobody is reminded of it any more. The archive keeps it."),
            new PlainText("Discard"),
            new PlainText("Keep"))
        { Style = "danger" },
    };

    /// <summary>A section each: five refusals in AWS's words are more than one section holds.</summary>
    private static IEnumerable<Block> Acts(Problem problem) =>
        problem.Acts.Select(static a => Section($"{SlackText.Mention(a.UserId)} {a.Text} · {SlackText.Moment(a.At)}"));

    private HeaderBlock Header(int count, string queue) =>
        new(new PlainText($"📬 {(count == 1 ? "Dead letter" : $"{count.ToString("N0", CultureInfo.InvariantCulture)} dead letters")} in {text.Plain(queue, 80)}"));

    private static SectionBlock Section(string mrkdwn) => new() { Text = new Mrkdwn(mrkdwn) };

    private static Mrkdwn Field(string name, string value) => new($"*{name}*\n{value}");

    private string Id(string id) => text.Code(id, LongestId);

    private string Queue(string url) => text.Code(DeadLetterQueue.NameOf(url), 80);

    private static string DocumentText(DeadLetterId id) => Storage.DocumentName.Text(id.Id);

    private static string Value(DeadLetterAttribute attribute) => attribute.Bytes is { } bytes
        ? $"{bytes.Length} bytes: {Convert.ToHexStringLower(bytes.AsSpan(0, Math.Min(16, bytes.Length)))}{(bytes.Length > 16 ? "…" : "")}"
        : attribute.Text ?? "";

    private static int Size(SlackMessage message) => JsonSerializer.SerializeToUtf8Bytes(message, SlackJson.Wire.SlackMessage).Length;

    private static string Pretty(string body) => JsonText.Indent(body) ?? body;
}
