using System.Globalization;
using System.Security.Cryptography;
using CrossCloudOps.Emulators.S3.Buckets;
using CrossCloudOps.Emulators.S3.Checksums;
using Microsoft.AspNetCore.Http;

namespace CrossCloudOps.Emulators.S3.Wire;

/// <summary>
/// The content of a body, after its chunks were taken apart and everything that the sender said about it was found true.
/// <see href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-auth-using-authorization-header.html"/>
/// </summary>
internal sealed record Payload(byte[] Content, Checksum? Checksum)
{
    private const string DecodedLength = "x-amz-decoded-content-length";

    public static Payload Of(IHeaderDictionary headers, byte[] body)
    {
        var contentHash = headers["x-amz-content-sha256"].ToString();
        var trailers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var content = body;
        if (IsChunked(headers))
        {
            content = AwsChunked.Decode(body, trailers);
            CheckLength(headers, content.Length);
            CheckTrailers(headers, trailers);
        }
        else if (contentHash.Length == 64 && !Convert.ToHexStringLower(SHA256.HashData(content)).Equals(contentHash, StringComparison.OrdinalIgnoreCase))
        {
            throw S3Errors.ContentSha256Mismatch();
        }

        CheckMd5(headers, content);
        return new Payload(content, ChecksumOf(headers, trailers, content));
    }

    /// <summary>Content in chunks has a frame around it, so the body may be a little larger than the content.</summary>
    public static bool IsChunked(IHeaderDictionary headers) =>
        headers["x-amz-content-sha256"].ToString().StartsWith("STREAMING-", StringComparison.Ordinal)
        || headers.ContentEncoding.ToString().Split(',', StringSplitOptions.TrimEntries).Contains(AwsChunked.Name);

    /// <summary>The size of the content as its sender gives it.</summary>
    public static long? AnnouncedLength(HttpRequest request) =>
        !IsChunked(request.Headers) ? request.ContentLength
            : long.TryParse(request.Headers[DecodedLength].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : null;

    private static void CheckLength(IHeaderDictionary headers, int length)
    {
        if (headers[DecodedLength].ToString() != length.ToString(CultureInfo.InvariantCulture))
        {
            throw S3Errors.IncompleteBody("You did not provide the number of bytes specified by the x-amz-decoded-content-length header");
        }
    }

    private static void CheckTrailers(IHeaderDictionary headers, Dictionary<string, string> trailers)
    {
        var announced = headers["x-amz-trailer"].ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (announced.Any(name => !trailers.ContainsKey(name)))
        {
            throw S3Errors.MalformedTrailer();
        }
    }

    private static void CheckMd5(IHeaderDictionary headers, byte[] content)
    {
        if (headers.ContentMD5 is not [{ } given])
        {
            return;
        }

        var digest = new byte[16];
        if (!Convert.TryFromBase64String(given, digest, out var length) || length != digest.Length)
        {
            throw S3Errors.InvalidDigest();
        }

        if (!digest.AsSpan().SequenceEqual(ObjectContent.Md5(content)))
        {
            throw S3Errors.BadDigest("Content-MD5");
        }
    }

    private static Checksum? ChecksumOf(IHeaderDictionary headers, Dictionary<string, string> trailers, byte[] content)
    {
        foreach (var algorithm in ChecksumAlgorithms.All)
        {
            var given = headers[algorithm.Header()].ToString() is { Length: > 0 } header ? header : trailers.GetValueOrDefault(algorithm.Header());
            if (given is not null)
            {
                var computed = Checksum.Of(algorithm, content);
                return given == computed.Value ? computed : throw S3Errors.BadDigest(algorithm.WireName());
            }
        }

        return headers.ContainsKey("x-amz-sdk-checksum-algorithm")
            ? throw S3Errors.InvalidRequest("x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.")
            : null;
    }
}
