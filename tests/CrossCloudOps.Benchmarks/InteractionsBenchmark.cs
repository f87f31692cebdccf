using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CrossCloudOps.Emulators.Slack;

namespace CrossCloudOps.Benchmarks;

/// <summary>
/// Presses of a button that does nothing, a second: our endpoint, which verifies, parses, checks workspace and operator, stores the job,
/// runs it and marks it as done, against <c>@slack/bolt</c>, which verifies, parses and acknowledges and stores nothing. In turns, with
/// one load generator. The sweep over stored jobs does not run meanwhile.
/// </summary>
internal static class InteractionsBenchmark
{
    private const int Rounds = 5;
    private const int Connections = 16;
    private const string Unique = "@unique@";

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(4);

    public static async Task<int> RunAsync()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"crosscloudops-benchmark-{Guid.NewGuid():N}");
        try
        {
            using var ours = await Server.StartAsync(new ProcessStartInfo(Environment.ProcessPath!, ["interactions-app", folder]));
            using var bolt = await Server.StartAsync(await BoltApp.PrepareAsync());
            await PressAsync(ours);
            await PressAsync(bolt);

            var ratios = new List<double>();
            for (var round = 1; round <= Rounds; round++)
            {
                var theirs = await PressAsync(bolt);
                var own = await PressAsync(ours);
                ratios.Add(own.Rate / theirs.Rate);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"round {round}: bolt {theirs.Rate:F0}/s, ours {own.Rate:F0}/s, ratio {own.Rate / theirs.Rate:F2}, CPU per press {theirs.Cpu:F0} µs and {own.Cpu:F0} µs"));
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median ratio: {ratios.Order().ElementAt(Rounds / 2):F2}"));
            return 0;
        }
        finally
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static async Task<(double Rate, double Cpu)> PressAsync(Server server)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = Connections });
        var address = new Uri($"http://127.0.0.1:{server.Port}/api/slack/interactions");
        var form = $"payload={Uri.EscapeDataString(Payload().ToJsonString()).Replace(Uri.EscapeDataString(Unique), Unique, StringComparison.Ordinal)}";
        var cpu = server.Cpu;
        var watch = Stopwatch.StartNew();
        var presses = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            var count = 0;
            for (; watch.Elapsed < Round; count++)
            {
                await PressOnceAsync(http, address, form);
            }

            return count;
        })));
        return (presses.Sum() / watch.Elapsed.TotalSeconds, (server.Cpu - cpu).TotalMicroseconds / presses.Sum());
    }

    private static async Task PressOnceAsync(HttpClient http, Uri address, string form)
    {
        var body = Encoding.ASCII.GetBytes(form.Replace(Unique, Guid.NewGuid().ToString("N"), StringComparison.Ordinal));
        var seconds = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/x-www-form-urlencoded");
        request.Headers.Add(SlackRequestSigner.TimestampHeader, seconds.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(SlackRequestSigner.SignatureHeader, SlackRequestSigner.Sign(InteractionsApp.Secret, seconds, body));
        using var response = await http.SendAsync(request);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw new InvalidOperationException($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        }
    }

    /// <summary>A press as Slack tells it, with the message that the button stands in.</summary>
    private static JsonObject Payload() => new()
    {
        ["type"] = "block_actions",
        ["user"] = new JsonObject { ["id"] = InteractionsApp.User, ["username"] = "olivia", ["name"] = "olivia", ["team_id"] = InteractionsApp.Team },
        ["api_app_id"] = "A0BENCHMARK",
        ["token"] = "benchmark",
        ["container"] = new JsonObject { ["type"] = "message", ["message_ts"] = "1767581655.000100", ["channel_id"] = "C0BENCHMARK", ["is_ephemeral"] = false },
        ["trigger_id"] = Unique,
        ["team"] = new JsonObject { ["id"] = InteractionsApp.Team, ["domain"] = "benchmark" },
        ["enterprise"] = null,
        ["is_enterprise_install"] = false,
        ["channel"] = new JsonObject { ["id"] = "C0BENCHMARK", ["name"] = "alerts" },
        ["message"] = new JsonObject
        {
            ["type"] = "message",
            ["ts"] = "1767581655.000100",
            ["text"] = "Dead letter in orders-dlq: OrderPlaced",
            ["blocks"] = new JsonArray([.. Enumerable.Range(0, 8).Select(static n => new JsonObject
            {
                ["type"] = "section",
                ["block_id"] = $"b{n}",
                ["text"] = new JsonObject { ["type"] = "mrkdwn", ["text"] = new string('x', 200), ["verbatim"] = true },
            })]),
        },
        ["state"] = new JsonObject { ["values"] = new JsonObject() },
        ["actions"] = new JsonArray(new JsonObject
        {
            ["action_id"] = InteractionsApp.ActionId,
            ["block_id"] = "b9",
            ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = "Nothing" },
            ["value"] = Unique,
            ["type"] = "button",
            ["action_ts"] = "1767581700.000000",
        }),
    };

    /// <summary>A process that writes its port when it listens, and ends with its standard input.</summary>
    private sealed class Server(Process process, int port) : IDisposable
    {
        public int Port => port;

        public TimeSpan Cpu
        {
            get
            {
                process.Refresh();
                return process.TotalProcessorTime;
            }
        }

        public static async Task<Server> StartAsync(ProcessStartInfo start)
        {
            start.RedirectStandardInput = start.RedirectStandardOutput = true;
            var process = Process.Start(start)!;
            var line = await process.StandardOutput.ReadLineAsync();
            return new Server(process, int.Parse(line ?? throw new InvalidOperationException($"{start.FileName} did not start."), CultureInfo.InvariantCulture));
        }

        public void Dispose()
        {
            process.StandardInput.Close();
            process.WaitForExit();
            process.Dispose();
        }
    }
}
