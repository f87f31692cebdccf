using System.Diagnostics;
using System.Globalization;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using CrossCloudOps.Aws;
using CrossCloudOps.Emulators.S3;
using CrossCloudOps.Functions;
using CrossCloudOps.Heartbeats.Watching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.Benchmarks;

/// <summary>
/// A round over many pulses that are all due, everything durable and told, against a loop that only asks the same addresses and puts the same
/// echoes, as many at once. Both in turns; bucket and target in a process of their own.
/// </summary>
internal static class HeartbeatBenchmark
{
    private const int Rounds = 5;
    private const int AtOnce = 256;
    private const string BucketName = "pulses";

    private static readonly TimeSpan AnswerAfter = TimeSpan.FromMilliseconds(20);

    /// <summary>The bucket and the servers. Each line makes all servers pulse again, and is answered with the number of echoes since the last.</summary>
    public static async Task<int> RunWorldAsync(int pulses)
    {
        await using var s3 = await S3Emulator.StartAsync();
        var bucket = s3.CreateBucket(BucketName);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var target = builder.Build();
        target.Run(static async context =>
        {
            await Task.Delay(AnswerAfter, TimeProvider.System, context.RequestAborted);
            await context.Response.WriteAsync("ok");
        });
        await target.StartAsync();
        Console.WriteLine($"{s3.Endpoint} {target.Urls.First()}");
        while (await Console.In.ReadLineAsync() is not null)
        {
            var echoes = 0;
            foreach (var key in bucket.Keys.Where(static k => k.StartsWith("echo/", StringComparison.Ordinal)))
            {
                echoes++;
                bucket.Remove(key);
            }

            for (var n = 0; n < pulses; n++)
            {
                bucket.Seed($"pulse/host-{n}.json", $$"""{"url": "{{target.Urls.First()}}/{{n}}", "body": "ok"}""");
            }

            Console.WriteLine(echoes);
        }

        return 0;
    }

    public static async Task<int> RunAsync(int pulses)
    {
        using var world = await ChildProcess.StartOwnAsync("heartbeat-world", pulses.ToString(CultureInfo.InvariantCulture));
        var (endpoint, target) = (world.Hello.Split(' ')[0], world.Hello.Split(' ')[1]);
        var folder = Path.Combine(Path.GetTempPath(), $"crosscloudops-benchmark-{Guid.NewGuid():N}");
        try
        {
            await using var app = App(endpoint, folder);
            using var s3 = new AmazonS3Client(new BasicAWSCredentials("emulator", "emulator"), AwsFeature.Configure(new AmazonS3Config(), new AwsOptions { ServiceUrl = endpoint }, retries: 2));
            using var http = new HttpClient(new SocketsHttpHandler());
            var ratios = new List<double>();
            for (var round = 0; round <= Rounds; round++)
            {
                // The first warms both, and is the one in which ours reads the pulse files.
                var bare = await MeasureAsync(world, pulses, () => AskAllAsync(http, s3, target, pulses));
                var ours = await MeasureAsync(world, pulses, () => app.GetRequiredService<HeartbeatRound>().RunAsync(default));
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{(round == 0 ? "first, with reading of the pulse files" : $"round {round}")}: bare {pulses / bare.Time.TotalSeconds:F0}/s in {bare.Time.TotalSeconds:F1} s, ours {pulses / ours.Time.TotalSeconds:F0}/s in {ours.Time.TotalSeconds:F1} s, ratio {bare.Time / ours.Time:F2}, CPU per pulse {bare.Cpu.TotalMicroseconds / pulses:F0} and {ours.Cpu.TotalMicroseconds / pulses:F0} µs, managed memory after it {GC.GetTotalMemory(forceFullCollection: true) / 1e6:F0} MB, working set {Environment.WorkingSet / 1e6:F0} MB"));
                if (round > 0)
                {
                    ratios.Add(bare.Time / ours.Time);
                }
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median ratio: {ratios.Order().ElementAt(Rounds / 2):F2} ({ratios.Min():F2} to {ratios.Max():F2})"));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(TimeSpan Time, TimeSpan Cpu)> MeasureAsync(ChildProcess world, int pulses, Func<Task> work)
    {
        // S3 tells times of objects in whole seconds, and a pulse must be seen to have come again.
        await Task.Delay(TimeSpan.FromSeconds(1.1), TimeProvider.System);
        await world.AskAsync("pulse");
        var cpu = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        await work();
        var (time, spent) = (watch.Elapsed, Environment.CpuUsage.TotalTime - cpu);
        await Task.Delay(TimeSpan.FromSeconds(1.1), TimeProvider.System);
        var echoes = await world.AskAsync("pulse");
        return echoes == pulses.ToString(CultureInfo.InvariantCulture) ? (time, spent) : throw new InvalidOperationException($"{echoes} of {pulses} echoes were written.");
    }

    private static Task AskAllAsync(HttpClient http, AmazonS3Client s3, string target, int pulses) =>
        Parallel.ForEachAsync(Enumerable.Range(0, pulses), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (n, token) =>
        {
            if (await http.GetStringAsync(new Uri($"{target}/{n}"), token) == "ok")
            {
                using var content = new MemoryStream("ok"u8.ToArray(), writable: false);
                await s3.PutObjectAsync(new PutObjectRequest { BucketName = BucketName, Key = $"echo/host-{n}.json", InputStream = content, ContentType = "text/plain" }, token);
            }
        });

    private static ServiceProvider App(string endpoint, string folder)
    {
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "emulator");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "emulator");
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Aws:ServiceUrl"] = endpoint,
            ["Heartbeats:Bucket"] = BucketName,
            ["Heartbeats:AllowPrivateTargets"] = "true",
            ["Heartbeats:Concurrency"] = $"{AtOnce}",
            ["Heartbeats:PerHost"] = $"{AtOnce}",
            ["Slack:BotToken"] = "xoxb-benchmark",
            ["Slack:SigningSecret"] = InteractionsApp.Secret,
            ["Slack:Channel"] = "C0BENCHMARK",
            ["Slack:Operators"] = InteractionsApp.User,
            ["Storage:Directory"] = folder,
        }).Build();
        return new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddLogging(static logging => logging.SetMinimumLevel(LogLevel.None))
            .AddCrossCloudOps(configuration, TimerFunctions.All)
            .BuildServiceProvider();
    }
}
