using CrossCloudOps.Emulators.S3.Buckets;
using CrossCloudOps.Emulators.S3.Checksums;
using CrossCloudOps.Emulators.S3.Wire;
using Microsoft.Net.Http.Headers;

namespace CrossCloudOps.Emulators.S3.Operations;

/// <summary><see href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html"/></summary>
internal static class ReadOperations
{
    public static S3Answer GetObject(S3Call call) => Read(call);

    /// <summary>The same; that no content is sent is the server's doing.</summary>
    public static S3Answer HeadObject(S3Call call) => Read(call);

    private static S3Answer Read(S3Call call)
    {
        var found = call.Bucket.Find(call.Key) ?? throw S3Errors.NoSuchKey(call.Key);
        if (ReadCondition.IsUnchanged(call, found))
        {
            return new S3Answer(304).With("ETag", found.Content.ETag).With("Last-Modified", HeaderUtilities.FormatDate(found.LastModified));
        }

        var bytes = found.Content.Bytes;
        var range = Range(call.Header("Range"), bytes.Length);
        var answer = new S3Answer(range is null ? 200 : 206)
        {
            ContentType = found.Headers.ContentType,
            Content = range is var (from, count) ? bytes.AsMemory(from, count) : bytes,
        };
        if (range is var (first, length))
        {
            answer.With("Content-Range", $"bytes {first}-{first + length - 1}/{bytes.Length}");
        }

        return Describe(answer, call, found, isWhole: range is null);
    }

    private static S3Answer Describe(S3Answer answer, S3Call call, StoredObject found, bool isWhole)
    {
        answer.With("ETag", found.Content.ETag);
        answer.With("Last-Modified", HeaderUtilities.FormatDate(found.LastModified));
        answer.With("Accept-Ranges", "bytes");
        foreach (var (name, value) in found.Headers.Others)
        {
            answer.With(name, value);
        }

        foreach (var (name, value) in found.Headers.Metadata)
        {
            answer.With(WriteOperations.MetadataPrefix + name, value);
        }

        if (isWhole && call.Header("x-amz-checksum-mode") == "ENABLED")
        {
            var checksum = found.Content.Checksum;
            answer.With(checksum.Algorithm.Header(), checksum.Value).With("x-amz-checksum-type", checksum.Type);
        }

        return answer;
    }

    /// <summary>Where a single range begins and how long it is; null for the whole, which S3 sends too when it is asked for several.</summary>
    private static (int From, int Count)? Range(string? header, int size)
    {
        if (header is null || !RangeHeaderValue.TryParse(header, out var parsed) || parsed.Unit != "bytes" || parsed.Ranges.Count != 1)
        {
            return null;
        }

        var range = parsed.Ranges.Single();
        var from = range.From ?? Math.Max(0, size - range.To!.Value);
        var to = range.From is null ? size - 1 : Math.Min(range.To ?? long.MaxValue, size - 1);
        return from <= to ? ((int)from, (int)(to - from + 1)) : throw S3Errors.InvalidRange(header, size);
    }
}
