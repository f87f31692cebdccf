using CrossCloudOps.DeadLetters;

namespace CrossCloudOps.Tests.DeadLetters;

public sealed class DeadLetterIdTests
{
    [Theory]
    [InlineData("000000000000%2Forders-dlq/0123456789abcdef/1767614400000-5f3c-7a")]
    [InlineData("000000000000%2Forders-dlq%2Efifo/0123456789abcdef/1767614400000_18849496460467696128-5f3c-7a")]
    [InlineData("q/f/0000000000000_00000000000000000001-a_b-c%20d~0f")]
    public void A_name_reads_back_as_what_it_was_made_of(string text)
    {
        var id = DeadLetterId.Parse(text).ShouldNotBeNull();

        id.ToString().ShouldBe(text);
        DeadLetterId.Parse(id.OpenName).ShouldBe(id);
    }

    [Theory]
    [InlineData("q/f/1_2-a")]
    [InlineData("q/f/1_2_3-a")]
    [InlineData("q/f/1_0000000000000000000x-a")]
    [InlineData("q/f/-a")]
    [InlineData("q/f/1-")]
    [InlineData("q/f")]
    [InlineData("q//1-a")]
    [InlineData("/f/1-a")]
    [InlineData("q/f/1-a/b")]
    [InlineData("q/f/1-a.b")]
    public void What_is_no_name_of_a_dead_letter_is_refused(string text) => DeadLetterId.Parse(text).ShouldBeNull();

    [Fact]
    public void Names_of_one_moment_sort_by_sequence_number()
    {
        string[] numbers = ["18849496460467696128", "9", "18849496460467696384", "10"];

        var names = numbers.Select(static n => DeadLetterId.Of("q", Letter(n)).ToString()).Order(StringComparer.Ordinal);

        names.Select(static n => DeadLetterId.Parse(n)!.Sequence!.TrimStart('0')).ShouldBe(["9", "10", "18849496460467696128", "18849496460467696384"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("one")]
    public void Without_a_sequence_number_the_name_has_none(string? number) => DeadLetterId.Of("q", Letter(number)).ToString().ShouldBe("q/f/0000000000007-m");

    private static DeadLetter Letter(string? sequenceNumber) => new()
    {
        QueueUrl = "https://sqs.eu-central-1.amazonaws.com/1/q",
        MessageId = "m",
        Fingerprint = "f",
        Shape = "text",
        CollectedAt = DateTimeOffset.UnixEpoch,
        SystemAttributes = sequenceNumber is null
            ? new Dictionary<string, string> { ["SentTimestamp"] = "7" }
            : new Dictionary<string, string> { ["SentTimestamp"] = "7", ["SequenceNumber"] = sequenceNumber },
        Attributes = new Dictionary<string, DeadLetterAttribute>(),
        Body = "text",
    };
}
