using System.Text.Json;
using CrossCloudOps.Aws;
using CrossCloudOps.DeadLetters;
using CrossCloudOps.Emulators.Slack.BlockKit;
using CrossCloudOps.Problems;
using CrossCloudOps.Slack;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.DeadLetters;

/// <summary>Slack takes every card, whatever the dead letter, its queue and its history hold.</summary>
public sealed class CardPropertyTests
{
    private const int Rounds = 400;

    private static readonly DateTimeOffset Now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly string[] Pieces = ["a", "Z9", "`", "```", "<", "&", ">", "\"", "\\", "\n", "\r\n", "\t", "😀", "ü", "漢", "\u202E", "\u0001", "\ud83d", "{\"k\":", "}", " "];

    private readonly DeadLetterMessage _words = Wording.DeadLetters;
    private readonly Random _random = new(20260105);

    [Fact]
    public void Every_card_is_within_the_limits_of_Slack()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var message = Message();

            var bytes = JsonSerializer.SerializeToUtf8Bytes(message, SlackJson.Wire.SlackMessage);
            using var json = JsonDocument.Parse(bytes);

            BlockKitValidator.Message(json.RootElement.GetProperty("blocks")).ShouldBeEmpty($"round {round}");
            bytes.Length.ShouldBeLessThanOrEqualTo(12_000, $"round {round}");
            message.Text.Length.ShouldBeLessThan(4_000, $"round {round}");
        }
    }

    private SlackMessage Message()
    {
        var letter = Letter();
        var id = DeadLetterId.Of(SqsQueue.KeyOf(letter.QueueUrl), letter);
        var problem = Problem(letter, id);
        var queue = SqsQueue.NameOf(letter.QueueUrl);
        var one = new OneDeadLetter(id, letter, State(letter), _random.Next(4) == 0 ? null : Queue());
        return _random.Next(12) switch
        {
            0 => _words.Resolved(problem, queue, Now),
            1 => _words.Unreadable(problem, queue, id.OpenName),
            2 or 3 or 4 => _words.Single(one, Now),
            _ => _words.Open(problem, one, Now, Evidence()),
        };
    }

    private DeadLetter Letter()
    {
        var system = new Dictionary<string, string> { ["SentTimestamp"] = "1767614280000", ["ApproximateReceiveCount"] = Text(10) };
        foreach (var name in new[] { "MessageGroupId", "MessageDeduplicationId", "SequenceNumber", "AWSTraceHeader", "ApproximateFirstReceiveTimestamp" })
        {
            if (_random.Next(2) == 0)
            {
                system[name] = Text(_random.Next(2) == 0 ? 128 : 2000);
            }
        }

        var body = Text(_random.Next(3) switch { 0 => 50, 1 => 5_000, _ => 20_000 });
        var fingerprint = DeadLetterFingerprint.Of(body);
        var attributes = Enumerable.Range(0, _random.Next(11)).ToDictionary(n => $"{n}{Text(250)}", _ => Attribute());
        foreach (var name in new[] { "errorType", "errorMessage", "stackTrace" }.Where(_ => _random.Next(3) == 0))
        {
            attributes[name] = new DeadLetterAttribute("String", Text(_random.Next(2) == 0 ? 100 : 20_000), null);
        }

        return new DeadLetter
        {
            QueueUrl = Queue(),
            MessageId = Text(_random.Next(2) == 0 ? 36 : 300),
            SourceQueueUrl = _random.Next(3) == 0 ? null : Queue(),
            Fingerprint = fingerprint.Id,
            Shape = fingerprint.Shape,
            CollectedAt = Now,
            SystemAttributes = system,
            Attributes = attributes,
            Body = body,
        };
    }

    private List<Evidence> Evidence() =>
        [.. Enumerable.Range(0, _random.Next(4)).Select(_ => new Evidence(Text(500), Text(_random.Next(2) == 0 ? 200 : 20_000), Now))];

    private DeadLetterAttribute Attribute() => _random.Next(3) == 0
        ? new DeadLetterAttribute("Binary.custom", null, new byte[_random.Next(5000)])
        : new DeadLetterAttribute("String", Text(5000), null);

    private Problem Problem(DeadLetter letter, DeadLetterId id) => new()
    {
        Kind = DeadLetterProblems.KindName,
        Key = id.ProblemKey,
        Title = _random.Next(2) == 0 ? letter.Shape : Text(5000),
        Count = _random.Next(2) == 0 ? 1 : _random.Next(),
        Opening = _random.Next(1, 1000),
        OpenedAt = Now.AddDays(-_random.Next(1000)),
        LastSeenAt = Now,
        Acts = [.. Enumerable.Range(0, _random.Next(CrossCloudOps.Problems.Problem.ActsKept + 1)).Select(n => new ProblemAct($"{n}", Text(300), Now, ActText(letter, id)))],
    };

    private string ActText(DeadLetter letter, DeadLetterId id) => _random.Next(4) switch
    {
        0 => _words.Discarded(letter),
        1 => _words.Unconfirmed(id, Queue()),
        2 => _words.SentBack(letter, State(letter)! with { NewMessageId = Text(300) }),
        _ => _words.NotSent(id, Queue(), new CrossCloudOps.Aws.AwsFailure(Text(300), Text(5000), IsTransient: false, IsCertain: true)),
    };

    private DeadLetterState State(DeadLetter letter) => new()
    {
        Status = _random.GetItems(Enum.GetValues<DeadLetterStatus>(), 1)[0],
        Attempt = _random.Next(),
        JobId = "job",
        UserId = Text(100),
        At = Now,
        Target = letter.SourceQueueUrl ?? Queue(),
    };

    private string Queue() => $"https://sqs.eu-central-1.amazonaws.com/123456789012/{new string('q', _random.Next(1, 75))}{(_random.Next(2) == 0 ? ".fifo" : "")}";

    private string Text(int longest)
    {
        var text = string.Concat(_random.GetItems(_random.Next(3) == 0 ? _random.GetItems(Pieces, 1) : Pieces, _random.Next(1, longest + 1)));
        return text.Length > longest ? text[..longest] : text;
    }
}
