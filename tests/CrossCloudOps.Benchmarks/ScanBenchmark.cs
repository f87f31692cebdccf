using System.Diagnostics;
using System.Globalization;
using Amazon.CloudWatchLogs;
using Amazon.CloudWatchLogs.Model;
using Amazon.Runtime;
using CrossCloudOps.Emulators.Logs;
using CrossCloudOps.Functions;
using CrossCloudOps.Logs;
using CrossCloudOps.Logs.Folding;
using CrossCloudOps.Logs.Scanning;
using CrossCloudOps.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.Benchmarks;

/// <summary>
/// Scanning log groups, every durable step done, against a loop that only pages through FilterLogEvents with the same windows. The
/// quota is left out of both. Both in turns, on one emulator in a process of its own.
/// </summary>
internal static class ScanBenchmark
{
    private const int Rounds = 3;
    private const int Groups = 100;

    public static async Task<int> RunEmulatorAsync(int events)
    {
        await using var emulator = await LogsEmulator.StartAsync();
        var now = TimeProvider.System.GetUtcNow();
        for (var n = 0; n < events; n++)
        {
            var group = emulator.CreateGroup(NameOf(n % Groups));
            group.Put($"stream-{n / Groups % 4}", Error(n), now - TimeSpan.FromMilliseconds(20_000 + (n / Groups * 40 % 500_000)));
        }

        Console.WriteLine(emulator.Endpoint);
        await Console.In.ReadLineAsync();
        return 0;
    }

    public static async Task<int> RunAsync(int events)
    {
        using var emulator = await ChildProcess.StartOwnAsync("scan-emulator", events.ToString(CultureInfo.InvariantCulture));
        using var logs = new AmazonCloudWatchLogsClient(
            new BasicAWSCredentials("emulator", "emulator"), new AmazonCloudWatchLogsConfig { ServiceURL = emulator.Hello, AuthenticationRegion = "eu-central-1", MaxErrorRetry = 0 });
        var ratios = new List<double>();
        for (var round = 0; round <= Rounds; round++)
        {
            // The first warms both.
            var bare = await PageAsync(logs);
            var scanned = await ScanAsync(emulator.Hello, logs);
            if (round > 0)
            {
                ratios.Add(bare.Time / scanned.Time);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"round {round}: paged {bare.Count / bare.Time.TotalSeconds:F0}/s in {bare.Time.TotalSeconds:F1} s, scanned {scanned.Count / scanned.Time.TotalSeconds:F0}/s in {scanned.Time.TotalSeconds:F1} s, ratio {bare.Time / scanned.Time:F2}, CPU per event {bare.Cpu.TotalMicroseconds / bare.Count:F1} and {scanned.Cpu.TotalMicroseconds / scanned.Count:F1} µs, counted {scanned.Count} of {bare.Count}, peak working set {Environment.WorkingSet / 1e6:F0} MB"));
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median ratio: {ratios.Order().ElementAt(Rounds / 2):F2} ({ratios.Min():F2} to {ratios.Max():F2})"));
        return 0;
    }

    private static async Task<(long Count, TimeSpan Time, TimeSpan Cpu)> PageAsync(AmazonCloudWatchLogsClient logs)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        var count = 0L;
        foreach (var group in Enumerable.Range(0, Groups))
        {
            var request = new FilterLogEventsRequest { LogGroupName = NameOf(group), FilterPattern = new LogGroupOptions().FilterPattern, StartTime = 0, EndTime = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() };
            do
            {
                var page = await logs.FilterLogEventsAsync(request);
                count += page.Events?.Count ?? 0;
                request.NextToken = page.NextToken;
            }
            while (request.NextToken is not null);
        }

        return (count, watch.Elapsed, Environment.CpuUsage.TotalTime - cpu);
    }

    private static async Task<(long Count, TimeSpan Time, TimeSpan Cpu)> ScanAsync(string endpoint, AmazonCloudWatchLogsClient logs)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"crosscloudops-benchmark-{Guid.NewGuid():N}");
        try
        {
            await using var app = App(endpoint, folder, logs);
            var scanner = app.GetRequiredService<LogScanner>();
            var cpu = Environment.CpuUsage.TotalTime;
            var watch = Stopwatch.StartNew();
            var (count, before) = (0L, -1L);
            while (count != before)
            {
                // A run ends itself after a while.
                before = count;
                await scanner.RunAsync(default);
                count = await CountedAsync(app.GetRequiredService<IDocumentStore>());
            }

            return (count, watch.Elapsed, Environment.CpuUsage.TotalTime - cpu);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<long> CountedAsync(IDocumentStore store)
    {
        var count = 0L;
        await foreach (var listed in store.ListAsync(ErrorRecord.Folder, default))
        {
            count += (await store.ReadAsync(listed.Name, LogsJson.Default.ErrorRecord, default))!.Value.Total;
        }

        return count;
    }

    private static ServiceProvider App(string endpoint, string folder, AmazonCloudWatchLogsClient logs)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Aws:ServiceUrl"] = endpoint,
            ["Logs:Overlap"] = "02:00:00",
            ["Slack:BotToken"] = "xoxb-benchmark",
            ["Slack:SigningSecret"] = InteractionsApp.Secret,
            ["Slack:Channel"] = "C0BENCHMARK",
            ["Slack:Operators"] = InteractionsApp.User,
            ["Storage:Directory"] = folder,
        };
        for (var group = 0; group < Groups; group++)
        {
            settings[$"Logs:Groups:{group}:Name"] = NameOf(group);
        }

        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton<TimeProvider>(new HastyTime())
            .AddLogging(static logging => logging.SetMinimumLevel(LogLevel.None))
            .AddCrossCloudOps(configuration, TimerFunctions.All)
            .AddSingleton<IAmazonCloudWatchLogs>(logs)
            .BuildServiceProvider();
    }

    private static string NameOf(int group) => $"/aws/lambda/shop-{group}";

    /// <summary>A short traceback of thirty kinds, about 400 characters.</summary>
    private static string Error(int n) =>
        $"[ERROR] ValueError: order {n} of customer c-{n % 977} is not valid\nTraceback (most recent call last):\n  File \"/var/task/shop/handler_{Letters(n)}.py\", line {n % 300}, in handle_{Letters(n)}\n    return save(event[\"order\"], event[\"customer\"])\n  File \"/var/task/shop/orders.py\", line 41, in save\n    raise ValueError(f\"order {{order}} of customer {{customer}} is not valid\")\nValueError: order {n} of customer c-{n % 977} is not valid";

    private static string Letters(int n) => $"{(char)('a' + (n % 5))}{(char)('a' + (n / 5 % 6))}";

    /// <summary>The real clock, whose delays are over at once: the pace of the calls is not what is measured.</summary>
    private sealed class HastyTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero, period);
    }
}
