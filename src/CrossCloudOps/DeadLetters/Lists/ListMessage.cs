using CrossCloudOps.Aws;
using CrossCloudOps.Slack;
using CrossCloudOps.Slack.Blocks;
using CrossCloudOps.Storage;

namespace CrossCloudOps.DeadLetters.Lists;

/// <summary>A page of a list in words: what it lists and how many, ten lines, and the buttons to turn it and to act on all of it.</summary>
internal sealed class ListMessage(SlackText text)
{
    /// <summary>How many characters a line may give to the id, the group and the body, tried from the first down until Slack takes the message.</summary>
    private static readonly Room[] Rooms = [new(100, 60, 200), new(100, 40, 100), new(40, 20, 40), new(20, 0, 0)];

    public SlackMessage Of(ListReading reading, DateTimeOffset now) => SlackMessage.Fitting(Rooms, room => Of(reading, room, now));

    public static ButtonElement ShowList(ListQuery query) => new(ShowListAction.Id, new PlainText("Show list"), query.ToString());

    /// <summary>The list stays as it is: how far a bulk act is stands where everybody sees it.</summary>
    public static SlackActionResult? Begun(SlackActionResult? started) =>
        started is null ? null : started with { Message = null, Note = started.Note ?? "It is begun. How far it is stands on the message in the channel, with the button Stop." };

    private SlackMessage Of(ListReading reading, Room room, DateTimeOffset now)
    {
        var selection = reading.Query.Selection;
        var queue = SqsQueue.NameOf(DocumentName.Text(selection.QueueKey));
        var many = $"{(reading.Total == 0 ? "No" : SlackText.Number(reading.Total))} dead letter{(reading.Total == 1 ? "" : "s")}{(reading.Query.IsClosed ? " dealt with" : "")}";
        var head = new SectionBlock { Text = new Mrkdwn($"📚 *{many}* in {text.Code(queue, 80)}\n{What(reading)}"), Accessory = Jump(reading) };
        return new SlackMessage(
            $"{many} in {text.Line(queue, 80)}",
            [
                head,
                .. reading.Items.Select(item => Line(item, room, now)),
                .. reading.Unreadable == 0 ? [] : (Block[])[DeadLetterCard.Context($"🧩 {(reading.Unreadable == 1 ? "One document" : $"{SlackText.Number(reading.Unreadable)} documents")} could not be read and {(reading.Unreadable == 1 ? "is" : "are")} not shown.")],
                .. Turning(reading),
                .. reading.Total > 0 && !reading.Query.IsClosed ? Acting(reading, queue) : [],
            ]);
    }

    /// <summary>Which kind, window and text; which of them are shown.</summary>
    private string What(ListReading reading)
    {
        var selection = reading.Query.Selection;
        var shown = reading.Ids.Count > 0 && reading.Total > ListPage.Size
            ? $"\n{SlackText.Number(reading.Newer + 1)} to {SlackText.Number(reading.Newer + reading.Ids.Count)}, newest first"
            : "";
        return string.Concat(
            selection.Fingerprint is null ? "of all kinds" : reading.Items is [var first, ..] ? $"of the kind {text.Bold(first.Shape, 100)}" : "of one kind",
            selection.Since is { } since ? $" · sent since {SlackText.Moment(since)}" : "",
            selection.Until is { } until ? $" · sent until {SlackText.Moment(until)}" : "",
            selection.Matching is { } matching ? $" · with {text.Code(matching, 150)} in the body" : "",
            shown);
    }

    private SectionBlock Line(ListItem item, Room room, DateTimeOffset now)
    {
        var parts = new[]
        {
            text.Code(item.MessageId, room.Id),
            item.SentAt is { } sent ? $"sent {SlackText.Moment(sent)} ({SlackText.Length(now - sent)} ago)" : "sent at an unknown time",
            room.Body > 0 ? $"receive count {text.Line(item.ReceiveCount ?? "?", 20)}" : null,
            item.GroupId is { } group && room.Group > 0 ? $"group {text.Code(group, room.Group)}" : null,
            item.CameBack == 0 ? null : $"🔁 came back {(item.CameBack == 1 ? "once" : $"{SlackText.Number(item.CameBack)} times")}",
        };
        var body = room.Body == 0 ? "" : $"\n{(item.Piece.Length == 0 ? "(a blank body)" : text.Code(item.Piece, room.Body))}";
        return new SectionBlock
        {
            Text = new Mrkdwn(string.Join(" · ", parts.OfType<string>()) + State(item.State) + body),
            Accessory = new ButtonElement(OpenAction.Id, new PlainText("Open"), item.Id.ToString()),
        };
    }

    private string State(DeadLetterState? state) => state switch
    {
        { Status: DeadLetterStatus.Sent } => $"\n📤 sent back by {SlackText.Mention(state.UserId)} · {SlackText.Moment(state.At)}",
        { Status: DeadLetterStatus.Discarded } => $"\n🗑️ discarded by {SlackText.Mention(state.UserId)} · {SlackText.Moment(state.At)}",
        { Status: DeadLetterStatus.Sending } => $"\n⏳ {SlackText.Mention(state.UserId)} is sending it back",
        { Status: DeadLetterStatus.Unconfirmed } => "\n❓ sent back, but SQS did not confirm it",
        { Error: { } error } => $"\n⚠️ could not be sent back: {text.Code(error, 60)}",
        _ => "",
    };

    /// <summary>The other end of the list.</summary>
    private static ButtonElement? Jump(ListReading reading) =>
        reading.Newer > 0 ? Turn("Newest", reading, ListPage.Newest)
        : reading.HasOlder ? Turn("Oldest", reading, ListPage.Oldest)
        : null;

    private static IEnumerable<Block> Turning(ListReading reading)
    {
        var buttons = new List<BlockElement>();
        if (reading is { Newer: > 0, Ids: [var first, ..] })
        {
            buttons.Add(new ButtonElement(NewerPageAction.Id, new PlainText("Newer"), To(reading, new ListPage(ListStep.Newer, ListPage.PlaceOf(first)))));
        }

        if (reading is { HasOlder: true, Ids: [.., var last] })
        {
            buttons.Add(Turn("Older", reading, new ListPage(ListStep.Older, ListPage.PlaceOf(last))));
        }

        return buttons.Count == 0 ? [] : [new ActionsBlock(buttons)];
    }

    private static ButtonElement Turn(string label, ListReading reading, ListPage page) => new(TurnPageAction.Id, new PlainText(label), To(reading, page));

    private static string To(ListReading reading, ListPage page) => (reading.Query with { Page = page }).ToString();

    private IEnumerable<Block> Acting(ListReading reading, string queue)
    {
        var (value, count) = (reading.Query.Selection.ToString(), SlackText.Number(reading.Total));
        var isOne = reading.Total == 1;
        var these = $"The {(isOne ? "one dead letter" : $"{count} dead letters")} of this list in {text.Code(queue, 80)}{(isOne ? "" : ", on all its pages,")}";
        yield return new ActionsBlock(
        [
            new ButtonElement(SendBackTheseAction.Id, new PlainText($"Send back these ({count})"), value)
            {
                Confirm = new ConfirmDialog(
                    new PlainText($"Send back these {count}?"),
                    new Mrkdwn($"{these} {(isOne ? "goes back to where it" : "go back to where they")} came from. One goes first; if it comes back, the others stay."),
                    new PlainText("Send back these"),
                    new PlainText("Cancel")),
            },
            new ButtonElement(DiscardTheseAction.Id, new PlainText($"Discard these ({count})"), value)
            {
                Style = "danger",
                Confirm = new ConfirmDialog(
                    new PlainText($"Discard these {count}?"),
                    new Mrkdwn($"{these} {(isOne ? "is" : "are")} not sent back, and nobody is reminded any more. The archive keeps all."),
                    new PlainText("Discard these"),
                    new PlainText("Keep"))
                { Style = "danger" },
            },
        ]);
    }

    private sealed record Room(int Id, int Group, int Body);
}
