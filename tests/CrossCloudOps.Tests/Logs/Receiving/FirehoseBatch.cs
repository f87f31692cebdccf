using System.IO.Compression;
using System.Text.Encodings.Web;

namespace CrossCloudOps.Tests.Logs.Receiving;

/// <summary>A request as Firehose makes it. What a test says otherwise is otherwise.</summary>
internal sealed record FirehoseBatch(params IReadOnlyList<byte[]> Records)
{
    public const string Id = "ed4acda5-034f-9f42-bba1-f29aea6d7d8f";
    public const long Sent = 1_767_582_855_926;

    public string RequestId { get; init; } = Id;

    public string? HeaderId { get; init; } = Id;

    public string? Key { get; init; } = LogsStack.Key;

    public string? Version { get; init; } = "1.0";

    public string? Encoding { get; init; }

    /// <summary>Instead of what would be made of the records.</summary>
    public byte[]? Raw { get; init; }

    public byte[] Body => Encoding == "gzip" ? Gzip(Plain) : Plain;

    public IEnumerable<(string Name, string Value)> Headers => new[]
    {
        ("X-Amz-Firehose-Access-Key", Key), ("X-Amz-Firehose-Protocol-Version", Version), ("X-Amz-Firehose-Request-Id", HeaderId),
        ("X-Amz-Firehose-Source-Arn", LogsStack.Arn), ("Content-Encoding", Encoding), ("Content-Type", "application/json"),
    }.Where(static h => h.Item2 is not null).Select(static h => (h.Item1, h.Item2!));

    private byte[] Plain => Raw ?? System.Text.Encoding.UTF8.GetBytes(
        $$"""{"requestId":"{{RequestId}}","timestamp":{{Sent}},"records":[{{string.Join(',', Records.Select(static r => $$"""{"data":"{{Convert.ToBase64String(r)}}"}"""))}}]}""");

    public static byte[] Gzip(byte[] bytes)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return output.ToArray();
    }

    public static byte[] Gzip(string text) => Gzip(System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>What a subscription of CloudWatch Logs sends: the events' ids are numbers from <paramref name="first"/> on.</summary>
    public static string Payload(string group, string stream, int first, params IEnumerable<string> messages)
    {
        var events = messages.Select((message, n) => $$"""{"id":"{{first + n:D56}}","timestamp":{{Sent - 5000 + n}},"message":"{{JavaScriptEncoder.Default.Encode(message)}}"}""");
        return $$"""{"messageType":"DATA_MESSAGE","owner":"123456789012","logGroup":"{{group}}","logStream":"{{stream}}","subscriptionFilters":["errors"],"logEvents":[{{string.Join(',', events)}}]}""";
    }

    public static byte[] Record(string group, string stream, int first, params IEnumerable<string> messages) => Gzip(Payload(group, stream, first, messages));

    public static byte[] Record(params IEnumerable<string> messages) => Record("/aws/lambda/orders", "2026/01/05/[$LATEST]5fea", 1, messages);
}
