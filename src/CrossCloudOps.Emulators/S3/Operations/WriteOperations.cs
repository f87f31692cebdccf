using System.Text;
using CrossCloudOps.Emulators.S3.Buckets;
using CrossCloudOps.Emulators.S3.Checksums;
using CrossCloudOps.Emulators.S3.Wire;

namespace CrossCloudOps.Emulators.S3.Operations;

/// <summary><see href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html"/></summary>
internal static class WriteOperations
{
    public const string MetadataPrefix = "x-amz-meta-";

    private const int LargestMetadata = 2048;

    private static readonly string[] Kept = ["Cache-Control", "Content-Disposition", "Content-Encoding", "Content-Language", "Expires"];

    public static S3Answer PutObject(S3Call call)
    {
        var content = new ObjectContent(call.Payload.Content, call.Payload.Checksum);
        var stored = call.Bucket.Put(call.Key, content, HeadersOf(call), call.Condition);
        return new S3Answer()
            .With("ETag", stored.Content.ETag)
            .With(content.Checksum.Algorithm.Header(), content.Checksum.Value)
            .With("x-amz-checksum-type", content.Checksum.Type);
    }

    public static ObjectHeaders HeadersOf(S3Call call) => new()
    {
        ContentType = call.Header("Content-Type") is { Length: > 0 } type ? type : new ObjectHeaders().ContentType,
        Metadata = MetadataOf(call),
        Others = Kept.Select(name => (Name: name, Value: WithoutFrame(call.Header(name)))).Where(static header => header.Value.Length > 0)
            .ToDictionary(static header => header.Name, static header => header.Value),
    };

    private static Dictionary<string, string> MetadataOf(S3Call call)
    {
        var metadata = call.Headers
            .Where(static header => header.Name.StartsWith(MetadataPrefix, StringComparison.OrdinalIgnoreCase))
            .ToDictionary(static header => header.Name[MetadataPrefix.Length..].ToLowerInvariant(), static header => header.Value);
        var size = metadata.Sum(static pair => Encoding.UTF8.GetByteCount(pair.Key) + Encoding.UTF8.GetByteCount(pair.Value));
        return size <= LargestMetadata ? metadata : throw S3Errors.MetadataTooLarge(size, LargestMetadata);
    }

    /// <summary><c>aws-chunked</c> is how the body came, not what the object is.</summary>
    private static string WithoutFrame(string? encodings) =>
        string.Join(',', (encodings ?? "").Split(',', StringSplitOptions.TrimEntries).Where(static one => one != AwsChunked.Name));
}
