using CrossCloudOps.Aws;
using CrossCloudOps.DeadLetters;
using CrossCloudOps.Problems;
using CrossCloudOps.Slack;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.DeadLetters;

/// <summary>Every kind of card, as somebody read and approved it.</summary>
public sealed class DeadLetterMessageTests
{
    private const string Account = "https://sqs.eu-central-1.amazonaws.com/123456789012/";

    private static readonly DateTimeOffset Now = new(2026, 1, 5, 3, 14, 15, TimeSpan.Zero);

    private static readonly DeadLetterMessage Words = Wording.DeadLetters;

    private static readonly DeadLetter Letter = new()
    {
        QueueUrl = $"{Account}orders-dlq",
        MessageId = "5fea7756-0ea4-451a-a703-a558b933e274",
        SourceQueueUrl = $"{Account}orders",
        Fingerprint = "fb80a97df36033ac",
        Shape = "OrderPlaced",
        CollectedAt = Now,
        SystemAttributes = new Dictionary<string, string>
        {
            ["SentTimestamp"] = "1767581400000",
            ["ApproximateFirstReceiveTimestamp"] = "1767581401000",
            ["ApproximateReceiveCount"] = "4",
        },
        Attributes = new Dictionary<string, DeadLetterAttribute>
        {
            ["tenant"] = new("String", "acme", null),
            ["checksum"] = new("Binary", null, [1, 2, 254, 255]),
        },
        Body = """{"type":"OrderPlaced","order":{"id":4711,"total":"12.50 €"}}""",
    };

    private static readonly DeadLetter Fifo = Letter with
    {
        QueueUrl = $"{Account}orders-dlq.fifo",
        SourceQueueUrl = $"{Account}orders.fifo",
        SystemAttributes = new Dictionary<string, string>(Letter.SystemAttributes)
        {
            ["MessageGroupId"] = "customer-17",
            ["MessageDeduplicationId"] = "0b1c2d3e-aaaa-bbbb-cccc-123456789abc",
            ["SequenceNumber"] = "18850000000000000123",
            ["AWSTraceHeader"] = "Root=1-5759e988-bd862e3fe1be46a994272793",
        },
        Attributes = new Dictionary<string, DeadLetterAttribute>(),
    };

    [Fact]
    public void Of_a_standard_queue() => Approve("open-standard", Open(Letter));

    [Fact]
    public void Of_a_FIFO_queue() => Approve("open-fifo", Open(Fifo));

    [Fact]
    public void Of_many_that_are_back_for_the_third_time() => Approve("open-many", Open(Letter, Of(Letter) with { Count = 1234, Opening = 3 }));

    [Fact]
    public void Of_one_that_is_longer_than_a_card() =>
        Approve("open-cut", Open(Letter with { Body = string.Join('\n', Enumerable.Range(1, 400).Select(static n => $"line {n}")), Shape = "line #" }));

    [Fact]
    public void Of_one_that_is_being_sent_back() => Approve("sending", Open(Letter, state: State(DeadLetterStatus.Sending)));

    [Fact]
    public void Of_one_whose_sending_back_was_not_confirmed()
    {
        var problem = Of(Letter).With(Act(Words.Unconfirmed(IdOf(Letter), Letter.SourceQueueUrl!)));

        Approve("unconfirmed", Open(Letter, problem, State(DeadLetterStatus.Unconfirmed)));
    }

    [Fact]
    public void Of_one_whose_sending_back_was_refused()
    {
        var failure = new AwsFailure("AccessDenied", "User is not authorized to perform: sqs:sendmessage on resource: orders.", IsTransient: false, IsCertain: true);
        var problem = Of(Letter).With(Act(Words.NotSent(IdOf(Letter), Letter.SourceQueueUrl!, failure)));

        Approve("refused", Open(Letter, problem, State(DeadLetterStatus.Open)));
    }

    [Fact]
    public void Of_one_whose_source_is_unknown() => Approve("source-unknown", Open(Letter with { SourceQueueUrl = null }));

    [Fact]
    public void Of_one_that_is_explained()
    {
        var letter = Letter with
        {
            Attributes = new Dictionary<string, DeadLetterAttribute>
            {
                ["errorType"] = new("String", "System.Data.SqlException", null),
                ["errorMessage"] = new("String", "Timeout expired for order 4711", null),
                ["stackTrace"] = new("String", "   at Shop.Orders.Save()\n   at Shop.Orders.Handle()", null),
            },
        };
        var evidence = new Evidence("The webhook's last answer: 503", "<html>Not now.</html>", Now.AddMinutes(-1));

        Approve("explained", Words.Open(Of(letter), One(letter), Now, [evidence]));
    }

    [Fact]
    public void Of_a_problem_that_is_over()
    {
        var resolved = Of(Letter).With(Act(Words.Discarded(Letter)))
            .With(Act(Words.SentBack(Letter, State(DeadLetterStatus.Sent) with { NewMessageId = "e382d87e-abf8-4af9-837c-e08b27907ba6" })) with { JobId = "2" })
            .Resolved(Now);

        Approve("resolved", Words.Resolved(resolved, "orders-dlq", Now));
    }

    [Fact]
    public void Of_one_whose_document_cannot_be_read() =>
        Approve("unreadable", Words.Unreadable(Of(Letter) with { Count = 3 }, "orders-dlq", IdOf(Letter).OpenName));

    private static SlackMessage Open(DeadLetter letter, Problem? problem = null, DeadLetterState? state = null) =>
        Words.Open(problem ?? Of(letter), One(letter, state), Now);

    private static OneDeadLetter One(DeadLetter letter, DeadLetterState? state = null) => new(IdOf(letter), letter, state, letter.SourceQueueUrl);

    private static DeadLetterId IdOf(DeadLetter letter) => DeadLetterId.Of(SqsQueue.KeyOf(letter.QueueUrl), letter);

    private static Problem Of(DeadLetter letter) =>
        DeadLetterProblems.Of(new DeadLetterQueue(letter.QueueUrl, null, null), letter, Now.AddMinutes(-20)) with { Count = 1 };

    private static ProblemAct Act(string text) => new("1", "U0OPERATOR", Now, text);

    private static DeadLetterState State(DeadLetterStatus status) =>
        new() { Status = status, Attempt = 1, JobId = "1", UserId = "U0OPERATOR", At = Now, Target = Letter.SourceQueueUrl };

    private static void Approve(string name, SlackMessage message) => SlackApproved.ShouldBe($"dead-letters.{name}.json", message);
}
