using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace CrossCloudOps.WiderTests.Aws;

/// <summary>
/// The AWS CLI. Versions of late 2023 and after speak AWS JSON to SQS, older ones the Query protocol; the latter is looked for in the
/// file that <c>QUERY_AWS_CLI</c> names, too.
/// </summary>
internal sealed class AwsCli
{
    public const string Json = "AWS CLI, JSON";
    public const string Query = "AWS CLI, Query";

    private readonly string? _path;
    private readonly bool _inDebian;

    private AwsCli(string? path, bool inDebian) => (_path, _inDebian) = (path, inDebian);

    public static IReadOnlyDictionary<string, AwsCli> All { get; } = Find();

    /// <summary>CI installs Debian's; a newer one is tried wherever it is found, and the SDK's tests speak AWS JSON everywhere.</summary>
    public string? SkipReason => _path is not null || (_inDebian && Environment.GetEnvironmentVariable("CI") == "true") ? null
        : "No AWS CLI of that protocol is installed: aws on the PATH, /usr/bin/aws, or the file named by QUERY_AWS_CLI.";

    /// <summary>Runs <c>aws sqs …</c> or another command against an endpoint and reads the JSON it prints.</summary>
    public async Task<JsonElement> JsonAsync(Uri endpoint, params string[] arguments)
    {
        var output = await TextAsync(endpoint, arguments);
        return output.Length == 0 ? default : JsonDocument.Parse(output).RootElement;
    }

    /// <summary>The same with a command that prints no JSON.</summary>
    public async Task<string> TextAsync(Uri endpoint, params string[] arguments)
    {
        var (exitCode, output, errors) = await RunAsync(endpoint, arguments);
        exitCode.ShouldBe(0, output + errors);
        return output;
    }

    /// <summary>Runs a command that is to be refused; what it prints then.</summary>
    public async Task<string> RefusalAsync(Uri endpoint, params string[] arguments)
    {
        var (exitCode, _, errors) = await RunAsync(endpoint, arguments);
        exitCode.ShouldNotBe(0);
        return errors;
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(Uri endpoint, string[] arguments) => RunAsync(
        _path ?? throw new InvalidOperationException("The AWS CLI is missing."),
        ["--endpoint-url", endpoint.ToString(), "--region", "eu-central-1", "--output", "json", .. arguments]);

    private static Dictionary<string, AwsCli> Find()
    {
        var speak = Candidates().ToDictionary(path => path, path => SpeaksJsonAsync(path).GetAwaiter().GetResult());
        return new Dictionary<string, AwsCli>
        {
            [Json] = new(speak.FirstOrDefault(cli => cli.Value == true).Key, inDebian: false),
            [Query] = new(speak.FirstOrDefault(cli => cli.Value == false).Key, inDebian: true),
        };
    }

    private static IEnumerable<string> Candidates() =>
        new[] { Environment.GetEnvironmentVariable("QUERY_AWS_CLI") }
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "aws")))
            .Append("/usr/bin/aws")
            .OfType<string>()
            .Where(File.Exists)
            .Distinct();

    /// <summary>What it sends is the surest sign; null for a file that sends nothing.</summary>
    private static async Task<bool?> SpeaksJsonAsync(string path)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var heard = HearAsync(listener);
        await RunAsync(path, ["--endpoint-url", $"http://{listener.LocalEndpoint}", "--region", "eu-central-1", "sqs", "list-queues"]);
        listener.Stop();
        var request = await heard;
        return request.Length == 0 ? null : request.Contains("X-Amz-Target", StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<string> HearAsync(TcpListener listener)
    {
        try
        {
            using var client = await listener.AcceptTcpClientAsync();
            var bytes = new byte[8192];
            var length = await client.GetStream().ReadAsync(bytes);
            await client.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
            return Encoding.ASCII.GetString(bytes, 0, length);
        }
        catch (SocketException)
        {
            return "";
        }
    }

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string path, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(path, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["AWS_ACCESS_KEY_ID"] = "test";
        start.Environment["AWS_SECRET_ACCESS_KEY"] = "test";
        start.Environment["AWS_CONFIG_FILE"] = start.Environment["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null";
        start.Environment["AWS_PAGER"] = "";
        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }
}
