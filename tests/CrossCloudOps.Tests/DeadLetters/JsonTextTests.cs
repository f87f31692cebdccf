using CrossCloudOps.DeadLetters;

namespace CrossCloudOps.Tests.DeadLetters;

public sealed class JsonTextTests
{
    [Theory]
    [InlineData("""{"a":"🎂🫖"}""", "🎂🫖")]
    [InlineData("""{"a":"\ud83c\udf82\uD83E\uDED6"}""", "🎂🫖")]
    [InlineData("""{"a":"caf\u00e9 <b>"}""", "café <b>")]
    [InlineData("""{"a":"\\ud83c\\udf82"}""", """\\ud83c\\udf82""")]
    [InlineData("""{"a":"\\\ud83c\udf82"}""", """\\🎂""")]
    public void Characters_can_be_read_whether_they_came_escaped_or_not(string json, string shown) =>
        JsonText.Indent(json).ShouldBe($"{{\n  \"a\": \"{shown}\"\n}}");

    [Theory]
    [InlineData("no JSON")]
    [InlineData("{\"a\":")]
    [InlineData("4711")]
    public void What_is_no_object_or_array_stays_as_it_is(string text) => JsonText.Indent(text).ShouldBeNull();
}
