using System.Globalization;
using System.Text;
using CrossCloudOps.Logs;
using CrossCloudOps.Logs.Receiving;

namespace CrossCloudOps.Tests.Logs.Receiving;

/// <summary>A payload is read in one way if it looks as usual and in another if not: with the same result.</summary>
public sealed class PayloadReaderTests
{
    private static readonly string[] Parts =
        ["a", "ü", "🧨", "\\n", "\\t", "\\r", "\\b", "\\f", "\\\"", "\\\\", "\\/", "\\u001b[31m", "\\u00E9", "\\ud83e\\udde8", "\\ud83e", "\\u12", "\\x", "]}", "\\\"}],", new string('x', 5000)];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Both_ways_of_reading_agree(int seed)
    {
        var random = new Random(seed);
        var read = 0;
        for (var round = 0; round < 2000; round++)
        {
            var events = string.Join(',', Enumerable.Range(0, random.Next(1, 4)).Select(n => Event(random, n)));
            var usual = Encoding.UTF8.GetBytes($$"""{"messageType":"DATA_MESSAGE","logGroup":"g","logStream":"s","logEvents":[{{events}}]}""");
            var other = Encoding.UTF8.GetBytes($$"""{"messageType":"DATA_MESSAGE","logEvents":[ {{events}}],"logGroup":"g","logStream":"s"}""");

            var (expected, actual) = (PayloadReader.Read(other)!.Value, PayloadReader.Read(usual)!.Value);

            actual.Fault.ShouldBe(expected.Fault, events);
            Events(actual).ShouldBe(Events(expected), events);
            read += actual.Payloads.Count;
        }

        read.ShouldBeInRange(400, 1900, "there should be both good and bad ones");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    public void Bytes_that_are_missing_anywhere_are_a_fault_and_nothing_worse(string behind)
    {
        var payload = Encoding.UTF8.GetBytes(FirehoseBatch.Payload("g", "s", 1, "ERROR \"a\"\n", "ERROR \u001b b") + behind);

        for (var length = 0; length < payload.Length - behind.Length; length++)
        {
            var content = PayloadReader.Read(payload.AsSpan(0, length));

            (content is null || content.Value is { Payloads.Count: 0, Fault: UnreadableReason.NoPayload }).ShouldBeTrue($"{length} bytes");
        }

        Events(PayloadReader.Read(payload)!.Value).Select(static e => e.Message).ShouldBe(["ERROR \"a\"\n", "ERROR \u001b b"]);
    }

    [Fact]
    public void Fields_that_are_new_to_us_are_passed_over()
    {
        const string Payload = """{"messageType":"DATA_MESSAGE","policyLevel":{"a":[1]},"logGroup":"g","logStream":"s","logEvents":[{"id":"1","timestamp":5,"message":"m","extractedFields":{"a":"b"}}]}""";

        var content = PayloadReader.Read(Encoding.UTF8.GetBytes(Payload))!.Value;

        content.Fault.ShouldBeNull();
        Events(content).ShouldBe([new LogEvent("1", 5, "m")]);
    }

    private static string Event(Random random, int n)
    {
        var message = string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => Parts[random.Next(random.Next(4) == 0 ? Parts.Length : 12)]));
        var time = random.Next(30) switch { 0 => "-1", 1 => "1.5", 2 => "999999999999999", 3 => "null", _ => (1_767_582_855_926 + n).ToString(CultureInfo.InvariantCulture) };
        return $$"""{"id":"{{(random.Next(30) == 0 ? new string('1', 257) : $"{n}")}}","timestamp":{{time}},"message":"{{message}}"}""";
    }

    private static IEnumerable<LogEvent> Events(RecordContent content) => content.Payloads.SelectMany(static p => p.Events);
}
