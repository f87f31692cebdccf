using System.Text;
using CrossCloudOps.Webhooks;
using CrossCloudOps.Webhooks.Receiving;

namespace CrossCloudOps.Tests.Webhooks.Receiving;

public sealed class JsonPlaceTests
{
    /// <summary>The document of RFC 6901, section 5.</summary>
    private const string Document = """{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8}""";

    [Theory]
    [InlineData("/foo", null)]
    [InlineData("/foo/0", "bar")]
    [InlineData("/foo/1", "baz")]
    [InlineData("/foo/2", null)]
    [InlineData("/foo/-", null)]
    [InlineData("/foo/00", null)]
    [InlineData("/foo/0/0", null)]
    [InlineData("/", "0")]
    [InlineData("/a~1b", "1")]
    [InlineData("/c%d", "2")]
    [InlineData("/e^f", "3")]
    [InlineData("/g|h", "4")]
    [InlineData("/i\\j", "5")]
    [InlineData("/k\"l", "6")]
    [InlineData("/ ", "7")]
    [InlineData("/m~0n", "8")]
    [InlineData("/Foo/0", null)]
    [InlineData("/nothing", null)]
    public void Places_are_found_as_RFC_6901_says(string place, string? expected) => Find(Document, place).ShouldBe(expected);

    [Theory]
    [InlineData("""{"a":"text \u00fc\n"}""", "text ü\n")]
    [InlineData("""{"a":"🧨 \ud83e\udde8"}""", "🧨 🧨")]
    [InlineData("""{"a":1.50e+3}""", "1.50e+3")]
    [InlineData("""{"a":12345678901234567890123456789}""", "12345678901234567890123456789")]
    [InlineData("""{"a":true}""", "true")]
    [InlineData("""{"a":false}""", "false")]
    [InlineData("""{"a":""}""", "")]
    [InlineData("""{"a":null}""", null)]
    [InlineData("""{"a":{"a":1}}""", null)]
    [InlineData("""{"a":[1]}""", null)]
    [InlineData("""{"\u0061":"escaped name"}""", "escaped name")]
    [InlineData("""{"a":"first","a":"last"}""", "last")]
    [InlineData("""{"a":"first","a":null}""", null)]
    [InlineData("\ufeff{\"a\":\"after a mark\"}", "after a mark")]
    [InlineData(" \r\n\t{ \"a\" : \"spaces\" } ", "spaces")]
    public void Texts_are_unescaped_and_the_rest_is_as_written(string json, string? expected) => Find(json, "/a").ShouldBe(expected);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a")]
    [InlineData("{")]
    [InlineData("""{"a":"b" """)]
    [InlineData("""{"a":"b"}x""")]
    [InlineData("""{"a":"b"}{"a":"c"}""")]
    [InlineData("""{"a":"b",}""")]
    [InlineData("""{"a":"b"/**/}""")]
    [InlineData("""{"a":"b","c":tru}""")]
    [InlineData("""{'a':'b'}""")]
    [InlineData("""{"a":"\x"}""")]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"a":01}""")]
    [InlineData("\"a\"")]
    [InlineData("[]")]
    [InlineData("null")]
    public void Where_the_JSON_is_broken_anywhere_nothing_is_found(string json) => Find(json, "/a").ShouldBeNull();

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_no_text() =>
        JsonPlace.Find([.. "{\"a\":\""u8, 0xFF, .. "\"}"u8], ["a"]).ShouldBeNull();

    [Fact]
    public void Depth_is_bounded()
    {
        static string Nested(int depth) => string.Concat(Enumerable.Repeat("""{"b":""", depth)) + "1" + new string('}', depth);

        Find($$"""{"a":"found","deep":{{Nested(60)}}}""", "/a").ShouldBe("found");
        Find($$"""{"a":"found","deep":{{Nested(70)}}}""", "/a").ShouldBeNull();
        Find(new string('[', 1_000_000), "/a").ShouldBeNull();
        Find(Nested(50), string.Concat(Enumerable.Repeat("/b", 50))).ShouldBe("1");
    }

    private static string? Find(string json, string place) =>
        JsonPlace.Find(Encoding.UTF8.GetBytes(json), RequestValue.Parse(place).ShouldBeOfType<RequestValue.Pointer>().Segments);
}
