using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Xml.Linq;
using CrossCloudOps.Emulators.S3;

namespace CrossCloudOps.Tests.Emulators;

/// <summary>An emulator, and requests to it byte by byte: a client of HTTP would tidy up paths.</summary>
public abstract class S3Wire : IAsyncLifetime
{
    protected const string Signature = "Authorization: AWS4-HMAC-SHA256 Credential=test/20260105/eu-central-1/s3/aws4_request, SignedHeaders=host, Signature=0";

    protected S3Emulator Emulator { get; private set; } = null!;

    protected ManualTime Clock { get; } = new();

    protected BucketAccess Bucket => Emulator.Bucket("orders");

    public async Task InitializeAsync()
    {
        Emulator = await S3Emulator.StartAsync(new S3EmulatorOptions { TimeProvider = Clock, LargestObject = 1_000_000 });
        Emulator.CreateBucket("orders");
    }

    public async Task DisposeAsync() => await Emulator.DisposeAsync();

    /// <summary>A signed request; a body brings its length along.</summary>
    protected Task<RawAnswer> SendAsync(string line, string? body = null, params string[] headers) =>
        SendRawAsync(line, body, [Signature, "Host: 127.0.0.1", .. headers]);

    protected async Task<RawAnswer> SendRawAsync(string line, string? body, params string[] headers)
    {
        var content = Encoding.UTF8.GetBytes(body ?? "");
        IEnumerable<string> length = body is null || headers.Any(static header => header.StartsWith("Transfer-Encoding", StringComparison.Ordinal)) ? [] : [$"Content-Length: {content.Length}"];
        var head = string.Join("\r\n", [$"{line} HTTP/1.1", .. headers, .. length, "Connection: close", "", ""]);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Emulator.Endpoint.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync((byte[])[.. Encoding.UTF8.GetBytes(head), .. content]);
        using var all = new MemoryStream();
        await stream.CopyToAsync(all);
        return RawAnswer.Parse(Encoding.UTF8.GetString(all.ToArray()));
    }

    protected static void ShouldBeRefused(RawAnswer answer, int status, string code)
    {
        answer.Status.ShouldBe(status, answer.Body);
        var error = answer.Xml;
        error.Name.ShouldBe("Error");
        error.Element("Code")!.Value.ShouldBe(code);
        error.Element("RequestId")!.Value.ShouldBe(answer.Headers["x-amz-request-id"]);
        error.Element("HostId")!.Value.ShouldBe(answer.Headers["x-amz-id-2"]);
    }
}

public sealed record RawAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public XElement Xml
    {
        get
        {
            var root = XElement.Parse(Body, LoadOptions.PreserveWhitespace);
            foreach (var element in root.DescendantsAndSelf())
            {
                element.Name = element.Name.LocalName;
            }

            return root;
        }
    }

    public static RawAnswer Parse(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var lines = text[..end].Split("\r\n");
        var headers = lines.Skip(1).Select(static line => line.Split(": ", 2)).ToDictionary(static pair => pair[0], static pair => pair[1], StringComparer.OrdinalIgnoreCase);
        return new RawAnswer(int.Parse(lines[0].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), headers, text[(end + 4)..]);
    }
}
