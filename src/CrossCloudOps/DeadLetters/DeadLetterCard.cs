using CrossCloudOps.Aws;
using CrossCloudOps.DeadLetters.Editing;
using CrossCloudOps.Slack;
using CrossCloudOps.Slack.Blocks;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.DeadLetters;

/// <summary>The blocks of one dead letter: what it is, and what can be done with it.</summary>
internal sealed class DeadLetterCard(SlackText text, IOptions<SlackOptions> slack, IOptions<DeadLettersOptions> options)
{
    private const int LongestId = 200;
    private const int LongestAttributes = 1500;

    /// <summary><see href="https://docs.slack.dev/reference/block-kit/composition-objects/option-object"/></summary>
    private const int LongestOption = 150;

    private const int LongestBlockId = 255;

    /// <summary>Fields, attributes and body; the body within a budget of characters, none at 0.</summary>
    public IEnumerable<Block> Content(DeadLetter letter, DateTimeOffset now, int bodyBudget)
    {
        yield return new SectionBlock { Fields = [.. Fields(letter, now)] };
        if (letter.Attributes.Count > 0)
        {
            yield return Section($"*Attributes*\n{text.Block(string.Join('\n', Attributes(letter)), Math.Min(LongestAttributes, Math.Max(300, bodyBudget))).Text}");
        }

        if (bodyBudget > 0)
        {
            var body = Body(letter);
            var (block, cut) = text.Block(body, bodyBudget);
            yield return Section(block);
            if (cut is { } shown)
            {
                yield return Context($"Cut: the first {SlackText.Number(shown)} of {SlackText.Number(body.Length)} characters. The whole body is a file in the thread, and it is sent back whole.");
            }
        }
    }

    /// <summary>What was done or is being done, and the buttons for what can be done, in one row.</summary>
    /// <param name="isSingle">The card stands for itself (in a thread or list), not in the problem's message.</param>
    public IEnumerable<Block> Buttons(OneDeadLetter one, bool isSingle)
    {
        var (id, letter, state, target) = one;
        var value = new DeadLetterButton(id, state?.Attempt ?? 0, isSingle).ToString();
        if (state?.Status == DeadLetterStatus.Sending)
        {
            yield return Section($"⏳ {SlackText.Mention(state.UserId)} is sending it back to {Queue(state.Target!)} since {SlackText.Moment(state.At)}.");
            yield break;
        }

        if (DeadLetterPolicy.IsSettled(state))
        {
            yield return Section(Settled(state!));
            yield return new ActionsBlock([SendAgain(value)]);
            yield break;
        }

        if (letter.CameBack is { } back)
        {
            yield return Context($"🔁 It was sent back {Times(back.Times)} before and came back.");
        }

        if (target is null)
        {
            yield return Section(one.Candidates.Count > 0
                ? "It is not known which queue it came from."
                : "It is not known which queue it came from. To send it back, set `SendBackTo` of its dead-letter queue.");
            yield return SendBackTo(one, value);
            yield break;
        }

        if (letter.GroupId is { } group && SqsQueue.IsFifo(target))
        {
            yield return Context($"Its group {text.Code(group, 128)} may have moved on: sent back, it comes last.");
        }

        if (state?.Status == DeadLetterStatus.Unconfirmed)
        {
            yield return Section($"❓ It may be in {Queue(state.Target!)} already. Send it again?");
        }

        yield return new ActionsBlock([SendBack(value, state, letter), .. Edit(value), Discard(value)]);
    }

    public string Id(string id) => text.Code(id, LongestId);

    public string Queue(string url) => text.Code(SqsQueue.NameOf(url), 80);

    /// <summary>JSON indented, anything else as it is.</summary>
    public static string Body(DeadLetter letter) => JsonText.Indent(letter.Body) ?? letter.Body;

    /// <summary>A line each.</summary>
    public static IEnumerable<string> Attributes(DeadLetter letter) =>
        letter.Attributes.OrderBy(static a => a.Key, StringComparer.Ordinal).Select(static a => $"{a.Key} ({a.Value.DataType}) = {Value(a.Value)}");

    public static SectionBlock Section(string mrkdwn) => new() { Text = new Mrkdwn(mrkdwn) };

    public static ContextBlock Context(string mrkdwn) => new([new Mrkdwn(mrkdwn)]);

    private string Settled(DeadLetterState state) => state.Status == DeadLetterStatus.Sent
        ? $"📤 sent back{(state.Edit is null ? "" : ", edited,")} to {Queue(state.Target!)} by {SlackText.Mention(state.UserId)} as {Id(state.NewMessageId ?? "?")} · {SlackText.Moment(state.At)}"
        : $"🗑️ discarded by {SlackText.Mention(state.UserId)} · {SlackText.Moment(state.At)}. The archive keeps it.";

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

    /// <summary>What keeps coming back is not sent round and round without a thought.</summary>
    private ButtonElement SendBack(string value, DeadLetterState? state, DeadLetter letter) =>
        new(SendBackAction.Id, new PlainText(state?.Status == DeadLetterStatus.Unconfirmed ? "Send again" : "Send back"), value)
        {
            Style = "primary",
            Confirm = letter.CameBack is { } back && back.Times >= options.Value.ConfirmAfterReturns
                ? new ConfirmDialog(
                    new PlainText("Send it back once more?"),
                    new Mrkdwn($"It was sent back {Times(back.Times)} and came back each time. Was the cause mended?"),
                    new PlainText("Send back"),
                    new PlainText("Cancel"))
                : null,
        };

    private static ButtonElement SendAgain(string value) => new(SendAgainAction.Id, new PlainText("Send back again"), value)
    {
        Confirm = new ConfirmDialog(
            new PlainText("Send it back again?"),
            new Mrkdwn("It was dealt with before. What is sent now is one more message."),
            new PlainText("Send back again"),
            new PlainText("Cancel")),
    };

    /// <summary>A modal needs a bot token.</summary>
    private IEnumerable<BlockElement> Edit(string value) =>
        slack.Value.HasBot ? [new ButtonElement(EditModal.Id, new PlainText("Edit & send back"), value)] : [];

    /// <summary>Which dead letter it is stands in the block's id, since an option's value has no room for both.</summary>
    private static ActionsBlock SendBackTo(OneDeadLetter one, string value)
    {
        var options = one.Candidates.Where(static url => url.Length <= LongestOption).Take(100)
            .Select(static url => new SelectOption(new PlainText(Short(SqsQueue.NameOf(url))), url)).ToList();
        return options.Count == 0 || value.Length > LongestBlockId
            ? new ActionsBlock([Discard(value)])
            : new ActionsBlock([new SelectElement(SendBackToAction.Id, new PlainText("Send back to…"), options), Discard(value)]) { BlockId = value };
    }

    /// <summary>An option's text is at most 75 characters long; a queue's name 80.</summary>
    private static string Short(string name) => name.Length <= 75 ? name : $"…{name[^74..]}";

    private static string Times(int times) => times == 1 ? "once" : $"{SlackText.Number(times)} times";

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

    private static Mrkdwn Field(string name, string value) => new($"*{name}*\n{value}");

    private static string Value(DeadLetterAttribute attribute) => attribute.Bytes is { } bytes
        ? $"{bytes.Length} bytes: {Convert.ToHexStringLower(bytes.AsSpan(0, Math.Min(16, bytes.Length)))}{(bytes.Length > 16 ? "…" : "")}"
        : attribute.Text ?? "";
}
