using System.Globalization;
using System.Text;
using CrossCloudOps.Emulators.S3.Buckets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CrossCloudOps.Emulators.S3.Wire;

/// <summary>
/// The bucket and key of a request, from the path or from the host's name. Read from what was sent: a server would resolve dots in the
/// path, which a key may have.
/// <see href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html"/>
/// </summary>
internal sealed record S3Address(string? Bucket, string? Key)
{
    private const int LongestKey = 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static S3Address Of(HttpRequest request)
    {
        var path = RawPath(request)[1..];
        if (BucketOfHost(request.Host.Host) is { } bucket)
        {
            return new S3Address(bucket, Decode(path));
        }

        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash < 0
            ? new S3Address(Decode(path), null)
            : new S3Address(Decode(path[..slash]), Decode(path[(slash + 1)..]));
    }

    private static string RawPath(HttpRequest request)
    {
        var target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (!target.StartsWith('/') && target.IndexOf("://", StringComparison.Ordinal) is > 0 and var scheme)
        {
            var slash = target.IndexOf('/', scheme + 3);
            target = slash < 0 ? "/" : target[slash..];
        }

        return target.StartsWith('/') ? target.Split('?', 2)[0] : throw S3Errors.InvalidUri();
    }

    /// <summary><c>orders</c> of <c>orders.s3.eu-central-1.amazonaws.com</c> and of <c>orders.localhost</c>.</summary>
    private static string? BucketOfHost(string host)
    {
        const string Local = ".localhost";
        if (host.EndsWith(Local, StringComparison.OrdinalIgnoreCase))
        {
            return host[..^Local.Length];
        }

        var at = Math.Max(host.LastIndexOf(".s3.", StringComparison.OrdinalIgnoreCase), host.LastIndexOf(".s3-", StringComparison.OrdinalIgnoreCase));
        return at > 0 ? host[..at] : null;
    }

    /// <summary>Null when empty. As in S3, a plus that was not encoded is a space.</summary>
    private static string? Decode(string text)
    {
        var bytes = new byte[text.Length];
        var length = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '%')
            {
                bytes[length++] = HexAt(text, at + 1);
                at += 2;
            }
            else
            {
                bytes[length++] = text[at] == '+' ? (byte)' ' : (byte)text[at];
            }
        }

        if (length > LongestKey)
        {
            throw S3Errors.KeyTooLong(length, LongestKey);
        }

        try
        {
            return length == 0 ? null : Strict.GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException)
        {
            throw S3Errors.InvalidUri();
        }
    }

    private static byte HexAt(string text, int at) =>
        at + 2 <= text.Length && byte.TryParse(text.AsSpan(at, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw S3Errors.InvalidUri();
}
