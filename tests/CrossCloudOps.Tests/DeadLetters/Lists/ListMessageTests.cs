using System.Text.Json;
using CrossCloudOps.Aws;
using CrossCloudOps.DeadLetters;
using CrossCloudOps.DeadLetters.Bulk;
using CrossCloudOps.DeadLetters.Lists;
using CrossCloudOps.Emulators.Slack.BlockKit;
using CrossCloudOps.Slack;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.DeadLetters.Lists;

/// <summary>Every form of a list, as somebody read and approved it; and that Slack takes it whatever it holds.</summary>
public sealed class ListMessageTests
{
    private const int Rounds = 400;

    private static readonly DateTimeOffset Now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly string[] Pieces = ["a", "Z9", "`", "```", "<", "&", ">", "\"", "\\", "\n", "\t", "😀", "ü", "漢", "\u202E", "\u0001", "\ud83d", "{\"k\":", " "];

    private readonly ListMessage _words = new(Wording.Text);
    private readonly QueueMessage _queueWords = new(Wording.Text);
    private readonly Random _random = new(20260105);

    [Fact]
    public void A_page_in_the_middle() => SlackApproved.ShouldBe("list.middle.json", _words.Of(Reading(total: 1234, newer: 10, items: 3), Now));

    [Fact]
    public void A_narrowed_list_with_something_unreadable() => SlackApproved.ShouldBe("list.narrowed.json", _words.Of(Narrowed(), Now));

    [Fact]
    public void What_was_dealt_with()
    {
        var reading = Reading(total: 3, newer: 0, items: 3);
        var items = reading.Items.Select(static (item, n) => item with { State = State(n == 0 ? DeadLetterStatus.Discarded : DeadLetterStatus.Sent) });

        SlackApproved.ShouldBe("list.closed.json", _words.Of(reading with { Query = reading.Query with { IsClosed = true }, Items = [.. items] }, Now));
    }

    [Fact]
    public void An_empty_list() => SlackApproved.ShouldBe("list.empty.json", _words.Of(Reading(total: 0, newer: 0, items: 0), Now));

    [Fact]
    public void All_queues() => SlackApproved.ShouldBe(
        "list.queues.json",
        _queueWords.Of([new QueueDepth("123456789012%2Forders-dlq", 1234, 3, Now.AddDays(-3).ToUnixTimeMilliseconds()), new QueueDepth("123456789012%2Fbills-dlq%2Efifo", 1, 1, 0), new QueueDepth("123456789012%2Fmail-dlq")], Now));

    [Fact]
    public void Every_list_is_within_the_limits_of_Slack()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var message = _random.Next(8) == 0 ? Queues() : _words.Of(Random(), Now);

            var bytes = JsonSerializer.SerializeToUtf8Bytes(message, SlackJson.Wire.SlackMessage);
            using var json = JsonDocument.Parse(bytes);

            BlockKitValidator.Message(json.RootElement.GetProperty("blocks")).ShouldBeEmpty($"round {round}");
            bytes.Length.ShouldBeLessThanOrEqualTo(12_000, $"round {round}");
            message.Blocks.Count.ShouldBeLessThanOrEqualTo(50);
            message.Text.Length.ShouldBeLessThan(4_000);
        }
    }

    private static ListReading Reading(int total, int newer, int items)
    {
        var all = Enumerable.Range(0, items).Select(Item).ToList();
        var query = new ListQuery(new BulkSelection("123456789012%2Forders-dlq", "fb80a97df36033ac", Now), ListPage.Newest);
        return new ListReading(query, total, newer, [.. all.Select(static i => i.Id)], all, 0);
    }

    private static ListReading Narrowed()
    {
        var reading = Reading(total: 4, newer: 0, items: 3);
        var selection = reading.Query.Selection with { Fingerprint = null, Since = Now.AddHours(-2), Until = Now.AddHours(-1), Matching = "order 4711 <b>" };
        var items = reading.Items.Select(static (item, n) => n switch
        {
            0 => item with { State = State(DeadLetterStatus.Sending), GroupId = "customer-17", CameBack = 2 },
            1 => item with { State = State(DeadLetterStatus.Unconfirmed), CameBack = 1 },
            _ => item with { State = State(DeadLetterStatus.Open) with { Error = "AccessDenied" } },
        });
        return reading with { Query = reading.Query with { Selection = selection }, Items = [.. items], Unreadable = 1 };
    }

    private static ListItem Item(int n)
    {
        var sent = Now.AddMinutes(-n - 3);
        return new ListItem
        {
            Id = new DeadLetterId("123456789012%2Forders-dlq", "fb80a97df36033ac", sent.ToUnixTimeMilliseconds(), $"5fea7756-0ea4-451a-a703-a558b933e27{n}"),
            MessageId = $"5fea7756-0ea4-451a-a703-a558b933e27{n}",
            Shape = "OrderPlaced",
            SentAt = sent,
            ReceiveCount = "4",
            Piece = $$$"""{"type":"OrderPlaced","order":{"id":{{{n}}},"total":"12.50 €"}}""",
        };
    }

    private static DeadLetterState State(DeadLetterStatus status) =>
        new() { Status = status, Attempt = 1, JobId = "1", UserId = "U0OPERATOR", At = Now, NewMessageId = "2" };

    private SlackMessage Queues() => _queueWords.Of(
        [.. Enumerable.Range(0, _random.Next(500)).Select(_ => new QueueDepth(QueueKey(), _random.Next(3) == 0 ? 0 : _random.Next(1_000_000), _random.Next(1, 1_000_000), _random.Next(2) == 0 ? null : _random.NextInt64(Now.ToUnixTimeMilliseconds())))], Now);

    private ListReading Random()
    {
        var queue = QueueKey();
        var items = Enumerable.Range(0, _random.Next(ListPage.Size + 1)).Select(_ => Item(queue)).ToList();
        var matching = _random.Next(2) == 0 ? null : Text(100);
        var selection = new BulkSelection(
            queue, _random.Next(2) == 0 ? null : "fb80a97df36033ac", Now, _random.Next(2) == 0 ? null : Now, _random.Next(2) == 0 ? null : Now, ListQuery.MayCarry(matching) ? matching : null);
        var newer = _random.Next(2) == 0 ? 0 : _random.Next(1_000_000);
        return new ListReading(
            new ListQuery(selection, ListPage.Newest, _random.Next(4) == 0), newer + items.Count + (_random.Next(2) * _random.Next(1_000_000)), newer, [.. items.Select(static i => i.Id)], items, _random.Next(2) * _random.Next());
    }

    private ListItem Item(string queue)
    {
        var letter = new DeadLetter
        {
            QueueUrl = "https://sqs.eu-central-1.amazonaws.com/123456789012/orders-dlq",
            MessageId = Text(_random.Next(2) == 0 ? 36 : 300),
            Fingerprint = "fb80a97df36033ac",
            Shape = Text(5000),
            CollectedAt = Now,
            SystemAttributes = new Dictionary<string, string>
            {
                ["SentTimestamp"] = _random.Next(5) == 0 ? "never" : "1767614280000",
                ["ApproximateReceiveCount"] = Text(10),
                ["MessageGroupId"] = Text(128),
                ["SequenceNumber"] = "18850000000000000123",
            },
            Attributes = new Dictionary<string, DeadLetterAttribute>(),
            Body = Text(_random.Next(2) == 0 ? 50 : 5_000),
            CameBack = _random.Next(2) == 0 ? null : new CameBack("x", 1, _random.Next()),
        };
        var state = new DeadLetterState
        {
            Status = _random.GetItems(Enum.GetValues<DeadLetterStatus>(), 1)[0],
            JobId = "job",
            UserId = Text(100),
            At = Now,
            Error = Text(2000),
        };
        return ListItem.Of(DeadLetterId.Of(queue, letter), letter, _random.Next(2) == 0 ? null : state, Wording.Text);
    }

    private string QueueKey() => SqsQueue.KeyOf($"https://sqs.eu-central-1.amazonaws.com/123456789012/{new string('q', _random.Next(1, 75))}.fifo");

    private string Text(int longest)
    {
        var text = string.Concat(_random.GetItems(_random.Next(3) == 0 ? _random.GetItems(Pieces, 1) : Pieces, _random.Next(1, longest + 1)));
        return text.Length > longest ? text[..longest] : text;
    }
}
