using System.Globalization;
using System.Xml.Linq;
using CrossCloudOps.Emulators.S3.Buckets;
using CrossCloudOps.Emulators.S3.Checksums;
using CrossCloudOps.Emulators.S3.Wire;

namespace CrossCloudOps.Emulators.S3.Operations;

/// <summary>Objects in parts. <see href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html"/></summary>
internal static class MultipartOperations
{
    private const int MostParts = 10_000;

    public static S3Answer CreateMultipartUpload(S3Call call)
    {
        var algorithm = ChecksumAlgorithms.Parse(call.Header("x-amz-checksum-algorithm"));
        var type = call.Header("x-amz-checksum-type");
        var wholeObject = type is null ? algorithm is null or ChecksumAlgorithm.Crc64Nvme : type.Equals("FULL_OBJECT", StringComparison.OrdinalIgnoreCase);
        var upload = call.Bucket.BeginUpload(call.Key, WriteOperations.HeadersOf(call), algorithm, wholeObject);
        var answer = S3Xml.Answer(S3Xml.Element(
            "InitiateMultipartUploadResult",
            S3Xml.Element("Bucket", call.BucketName),
            S3Xml.Element("Key", call.Key),
            S3Xml.Element("UploadId", upload.Id)));
        return algorithm is { } given
            ? answer.With("x-amz-checksum-algorithm", given.WireName()).With("x-amz-checksum-type", wholeObject ? "FULL_OBJECT" : "COMPOSITE")
            : answer;
    }

    public static S3Answer UploadPart(S3Call call)
    {
        var upload = UploadOf(call);
        if (!int.TryParse(call.Query("partNumber"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > MostParts)
        {
            throw S3Errors.InvalidArgument("partNumber", call.Query("partNumber"), "Part number must be an integer between 1 and 10000, inclusive");
        }

        var part = call.Bucket.AddPart(upload, number, call.Payload.Content, call.Payload.Checksum);
        var answer = new S3Answer().With("ETag", part.ETag);
        return part.Checksum is { } checksum ? answer.With(checksum.Algorithm.Header(), checksum.Value) : answer;
    }

    public static S3Answer CompleteMultipartUpload(S3Call call)
    {
        var upload = UploadOf(call);
        var parts = S3Xml.Parse(call.Payload.Content, "CompleteMultipartUpload").Children("Part").Select(Named).ToList();
        if (parts.Count == 0)
        {
            throw S3Errors.MalformedXml();
        }

        var stored = call.Bucket.Complete(upload, parts, call.Condition);
        return S3Xml.Answer(S3Xml.Element(
            "CompleteMultipartUploadResult",
            S3Xml.Element("Location", new Uri(call.Account.Endpoint, $"/{call.BucketName}/{Uri.EscapeDataString(call.Key)}")),
            S3Xml.Element("Bucket", call.BucketName),
            S3Xml.Element("Key", call.Key),
            S3Xml.Element("ETag", stored.Content.ETag),
            S3Xml.Element(stored.Content.Checksum.Algorithm.Element(), stored.Content.Checksum.Value),
            S3Xml.Element("ChecksumType", stored.Content.Checksum.Type)));
    }

    public static S3Answer AbortMultipartUpload(S3Call call)
    {
        call.Bucket.Abort(UploadOf(call));
        return S3Answer.NoContent;
    }

    private static MultipartUpload UploadOf(S3Call call) => call.Bucket.Upload(call.Query("uploadId")!, call.Key);

    private static NamedPart Named(XElement part) =>
        int.TryParse(part.Text("PartNumber"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && part.Text("ETag") is { } eTag
            ? new NamedPart(number, eTag, ChecksumsOf(part))
            : throw S3Errors.MalformedXml();

    private static Dictionary<ChecksumAlgorithm, string> ChecksumsOf(XElement part) =>
        ChecksumAlgorithms.All
            .Select(algorithm => (Algorithm: algorithm, Value: part.Text(algorithm.Element())))
            .Where(static sum => sum.Value is not null)
            .ToDictionary(static sum => sum.Algorithm, static sum => sum.Value!);
}
