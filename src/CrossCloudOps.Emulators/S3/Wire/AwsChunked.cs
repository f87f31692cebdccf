using System.Globalization;
using System.Text;
using CrossCloudOps.Emulators.S3.Buckets;

namespace CrossCloudOps.Emulators.S3.Wire;

/// <summary>
/// The content encoding <c>aws-chunked</c>: pieces with their length in hexadecimal before them, a signature beside it or not, and after the
/// last one, which is empty, headers.
/// <see href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html"/>
/// </summary>
internal static class AwsChunked
{
    public const string Name = "aws-chunked";

    public static byte[] Decode(ReadOnlySpan<byte> body, IDictionary<string, string> trailers)
    {
        var content = new byte[body.Length];
        var length = 0;
        while (true)
        {
            var size = Size(Line(ref body));
            if (size == 0)
            {
                break;
            }

            if (size > body.Length)
            {
                throw Broken();
            }

            body[..size].CopyTo(content.AsSpan(length));
            length += size;
            body = body[size..];
            if (Line(ref body).Length > 0)
            {
                throw Broken();
            }
        }

        ReadTrailers(body, trailers);
        return content[..length];
    }

    /// <summary>They end with an empty line, or with the body.</summary>
    private static void ReadTrailers(ReadOnlySpan<byte> body, IDictionary<string, string> trailers)
    {
        while (body.Length > 0)
        {
            var line = Encoding.Latin1.GetString(Line(ref body));
            if (line.Length == 0)
            {
                return;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
            {
                throw S3Errors.MalformedTrailer();
            }

            trailers[line[..colon].Trim()] = line[(colon + 1)..].Trim();
        }
    }

    private static int Size(ReadOnlySpan<byte> line)
    {
        var end = line.IndexOf((byte)';');
        var digits = Encoding.ASCII.GetString(end < 0 ? line : line[..end]);
        return int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size) && size >= 0 ? size : throw Broken();
    }

    /// <summary>Up to the next line end, which is taken away too.</summary>
    private static ReadOnlySpan<byte> Line(ref ReadOnlySpan<byte> body)
    {
        var end = body.IndexOf("\r\n"u8);
        if (end < 0)
        {
            throw Broken();
        }

        var line = body[..end];
        body = body[(end + 2)..];
        return line;
    }

    private static S3Exception Broken() => S3Errors.IncompleteBody("The request body terminated unexpectedly");
}
