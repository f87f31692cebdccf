using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace CrossCloudOps.Benchmarks;

/// <summary>
/// Webhooks of 2 KB a second into a FIFO queue, 64 connections, one load generator, in turns: ours, which verifies, reads the group, derives the
/// deduplication id and keeps the content type; a bare Kestrel endpoint that only sends, on the same client; and Express, which verifies and sends.
/// </summary>
internal static class IntakeBenchmark
{
    private const int Rounds = 5;
    private const int Connections = 64;
    private const int Groups = 1000;

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(4);

    public static async Task<int> RunAsync()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"crosscloudops-benchmark-{Guid.NewGuid():N}");
        using var emulator = await EmulatorProcess.StartAsync();
        using var sqs = new AmazonSQSClient(new BasicAWSCredentials("emulator", "emulator"), new AmazonSQSConfig { ServiceURL = emulator.Endpoint, AuthenticationRegion = "us-east-1" });
        try
        {
            var (oursQueue, bareQueue, expressQueue) = (await QueueAsync(sqs, "ours"), await QueueAsync(sqs, "bare"), await QueueAsync(sqs, "express"));
            using var ours = await ChildProcess.StartOwnAsync("intake-app", emulator.Endpoint, oursQueue, folder);
            using var bare = await ChildProcess.StartOwnAsync("intake-bare", emulator.Endpoint, bareQueue);
            using var express = await ChildProcess.StartAsync(await ExpressApp.PrepareAsync(emulator.Endpoint, expressQueue));
            Side[] sides = [new("ours", ours), new("bare", bare), new("express", express)];
            foreach (var side in sides)
            {
                await SendAsync(side);
            }

            var (againstBare, againstExpress) = (new List<double>(), new List<double>());
            for (var round = 1; round <= Rounds; round++)
            {
                var results = new List<Result>();
                foreach (var side in sides)
                {
                    results.Add(await SendAsync(side));
                }

                againstBare.Add(results[0].Rate / results[1].Rate);
                againstExpress.Add(results[0].Rate / results[2].Rate);
                Console.WriteLine($"round {round}: {string.Join(", ", results)}, ratios {againstBare[^1].ToString("F2", CultureInfo.InvariantCulture)} and {againstExpress[^1].ToString("F2", CultureInfo.InvariantCulture)}");
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median ratio: {Median(againstBare):F2} of the bare endpoint, {Median(againstExpress):F2} of Express"));
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

    private static double Median(List<double> ratios) => ratios.Order().ElementAt(ratios.Count / 2);

    private static async Task<string> QueueAsync(AmazonSQSClient sqs, string name) =>
        (await sqs.CreateQueueAsync(new CreateQueueRequest($"{name}.fifo") { Attributes = new Dictionary<string, string> { ["FifoQueue"] = "true" } })).QueueUrl;

    private static async Task<Result> SendAsync(Side side)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = Connections });
        var address = new Uri($"http://127.0.0.1:{side.Process.Hello}{IntakeApp.Path}");
        var cpu = side.Process.Cpu;
        var watch = Stopwatch.StartNew();
        var times = await Task.WhenAll(Enumerable.Range(0, Connections).Select(connection => Task.Run(async () =>
        {
            var mine = new List<double>();
            for (var n = 0; watch.Elapsed < Round; n++)
            {
                var begun = watch.Elapsed;
                await SendOnceAsync(http, address, (connection + (n * Connections)) % Groups);
                mine.Add((watch.Elapsed - begun).TotalMilliseconds);
            }

            return mine;
        })));
        var all = times.SelectMany(static t => t).Order().ToList();
        return new Result(side.Name, all.Count / watch.Elapsed.TotalSeconds, (side.Process.Cpu - cpu).TotalMicroseconds / all.Count, all[all.Count * 99 / 100]);
    }

    private static async Task SendOnceAsync(HttpClient http, Uri address, int group)
    {
        var id = Guid.NewGuid().ToString();
        var body = Encoding.ASCII.GetBytes($$"""{"id":"{{id}}","filler":"{{new string('x', 2000)}}"}""");
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("X-Hub-Signature-256", IntakeApp.Sign(body));
        request.Headers.Add("X-GitHub-Delivery", id);
        request.Headers.Add("X-Group", $"group-{group}");
        using var response = await http.SendAsync(request);
        if (response.StatusCode != HttpStatusCode.Accepted)
        {
            throw new InvalidOperationException($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        }
    }

    private sealed record Side(string Name, ChildProcess Process);

    private sealed record Result(string Name, double Rate, double Cpu, double P99)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name} {Rate:F0}/s (p99 {P99:F1} ms, CPU {Cpu:F0} µs)");
    }
}
