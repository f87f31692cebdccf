using CrossCloudOps.DeadLetters;

namespace CrossCloudOps.Tests.DeadLetters;

public sealed class DeadLetterFingerprintTests
{
    [Theory]
    [InlineData("""{"type":"A","id":1}""", """{"id":2,"type":"A"}""")]
    [InlineData("""{"type":"A","items":[{"n":1}]}""", """{"type":"A","items":[{"n":1},{"n":2}]}""")]
    [InlineData("""{"user-17":{"x":1}}""", """{"user-18":{"x":2}}""")]
    [InlineData("""{ "a" : 1 }""", """{"a":"text"}""")]
    [InlineData("order 17 failed", "order 4711 failed")]
    [InlineData("id 5fea7756-0ea4-451a-a703-a558b933e274", "id 0b1c2d3e-aaaa-bbbb-cccc-123456789abc")]
    [InlineData("one  two\n", "one two")]
    [InlineData("", " ")]
    public void Alike(string one, string other) => DeadLetterFingerprint.Of(one).Id.ShouldBe(DeadLetterFingerprint.Of(other).Id);

    [Theory]
    [InlineData("""{"type":"A"}""", """{"type":"B"}""")]
    [InlineData("""{"type":"A","x":1}""", """{"type":"A","y":1}""")]
    [InlineData("""{"a":{"b":1}}""", """{"a":1,"b":1}""")]
    [InlineData("""{"eventType":"A"}""", """{"jobName":"A"}""")]
    [InlineData("""{"a":1}""", "a 1")]
    [InlineData("order failed", "payment failed")]
    [InlineData("[]", "{")]
    public void Not_alike(string one, string other) => DeadLetterFingerprint.Of(one).Id.ShouldNotBe(DeadLetterFingerprint.Of(other).Id);

    [Theory]
    [InlineData("""{"type":"OrderPlaced","id":1}""", "OrderPlaced")]
    [InlineData("""{"detail-type":"Order","source":"shop"}""", "Order")]
    [InlineData("""{"Type":"Notification","Message":"x"}""", "Notification")]
    [InlineData("""{"type":7,"jobName":"Nightly"}""", "Nightly")]
    [InlineData("""{"b":{"c":1},"a":1}""", "a, b")]
    [InlineData("{}", "empty JSON")]
    [InlineData("  ", "blank text")]
    [InlineData("order 17 failed", "order # failed")]
    public void In_words(string body, string shape) => DeadLetterFingerprint.Of(body).Shape.ShouldBe(shape);

    [Fact]
    public void Every_body_has_one_that_is_short_and_the_same_each_time()
    {
        foreach (var body in TroublesomeBodies.All)
        {
            var fingerprint = DeadLetterFingerprint.Of(body);

            fingerprint.Id.ShouldMatch("^[0-9a-f]{16}$");
            fingerprint.Shape.Length.ShouldBeInRange(1, 300);
            DeadLetterFingerprint.Of(body).ShouldBe(fingerprint);
        }
    }
}
