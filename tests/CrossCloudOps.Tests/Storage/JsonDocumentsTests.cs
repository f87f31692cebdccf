using System.Text;
using System.Text.Json.Serialization;
using CrossCloudOps.Storage;

namespace CrossCloudOps.Tests.Storage;

internal sealed record Sample(int Schema, string Text) : IVersionedDocument
{
    public static int CurrentSchema => 2;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Sample))]
internal sealed partial class SampleJson : JsonSerializerContext;

public sealed class JsonDocumentsTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly string _directory = Directory.CreateTempSubdirectory("crosscloudops-json-").FullName;
    private readonly FolderDocumentStore _store;

    public JsonDocumentsTests() => _store = new FolderDocumentStore(_directory, _time);

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_value_comes_back_with_what_the_store_knows_of_it()
    {
        var etag = await _store.CreateAsync("a", new Sample(2, "hello"), SampleJson.Default.Sample, default);
        _time.Advance(TimeSpan.FromSeconds(5));

        var read = (await _store.ReadAsync("a", SampleJson.Default.Sample, default)).ShouldNotBeNull();

        read.Value.ShouldBe(new Sample(2, "hello"));
        read.ETag.ShouldBe(etag);
        (read.ReadAt - read.LastModified).ShouldBe(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_value_is_replaced_and_written()
    {
        var etag = await _store.CreateAsync("a", new Sample(2, "1"), SampleJson.Default.Sample, default);

        (await _store.ReplaceAsync("a", etag!, new Sample(2, "2"), SampleJson.Default.Sample, default)).ShouldNotBeNull();
        (await _store.ReplaceAsync("a", etag!, new Sample(2, "3"), SampleJson.Default.Sample, default)).ShouldBeNull();
        await _store.WriteAsync("b", new Sample(2, "4"), SampleJson.Default.Sample, default);

        (await _store.ReadAsync("a", SampleJson.Default.Sample, default))!.Value.Text.ShouldBe("2");
        (await _store.ReadAsync("b", SampleJson.Default.Sample, default))!.Value.Text.ShouldBe("4");
    }

    [Fact]
    public async Task What_is_not_there_reads_as_null() =>
        (await _store.ReadAsync("a", SampleJson.Default.Sample, default)).ShouldBeNull();

    [Fact]
    public async Task An_older_known_schema_is_read()
    {
        await _store.CreateAsync("a", Encoding.UTF8.GetBytes("""{ "text": "old", "schema": 1 }"""), default);

        (await _store.ReadAsync("a", SampleJson.Default.Sample, default))!.Value.ShouldBe(new Sample(1, "old"));
    }

    [Theory]
    [InlineData("""{ "schema": 3, "text": { "secret": 1 } }""", "its schema is 3, and this version knows 1 to 2")]
    [InlineData("""{ "schema": 0 }""", "its schema is 0, and this version knows 1 to 2")]
    [InlineData("""{ "text": "secret", "more": { "schema": 1 } }""", "it has no schema number")]
    [InlineData("""{ "schema": "secret" }""", "it has no schema number")]
    [InlineData("""["secret"]""", "it has no schema number")]
    [InlineData("""{ "text": "secret", """, "its JSON is broken or unexpected in line 1, byte 21")]
    [InlineData("""{ "schema": 2, "text": [ "secret" ] }""", "its JSON is broken or unexpected in line 1, byte 25")]
    [InlineData("", "its JSON is broken or unexpected in line 1, byte 1")]
    public async Task What_cannot_be_read_is_named_and_not_quoted(string json, string reason)
    {
        await _store.CreateAsync("problems/a", Encoding.UTF8.GetBytes(json), default);

        var thrown = await Should.ThrowAsync<UnreadableDocumentException>(() => _store.ReadAsync("problems/a", SampleJson.Default.Sample, default));

        thrown.Message.ShouldBe($"Document problems/a cannot be read: {reason}.");
        thrown.ToString().ShouldNotContain("secret");
    }

    [Fact]
    public async Task A_value_of_another_schema_is_not_written() =>
        await Should.ThrowAsync<ArgumentException>(() => _store.CreateAsync("a", new Sample(1, "x"), SampleJson.Default.Sample, default));
}
