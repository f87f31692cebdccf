using CrossCloudOps.Functions;
using CrossCloudOps.Webhooks.Forwarding;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.Benchmarks;

/// <summary>The app with one route, in a process of its own. What its timer starts is started and stopped by lines.</summary>
internal static class ForwardApp
{
    public const int MaxConcurrency = 50;

    public static async Task<int> RunAsync(string endpoint, string queueUrl, string target, string pump, string folder)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Aws:ServiceUrl"] = endpoint,
            ["Webhooks:Routes:Orders:QueueUrl"] = queueUrl,
            ["Webhooks:Routes:Orders:TargetUrl"] = target,
            ["Webhooks:Routes:Orders:AllowPrivateTargets"] = "true",
            ["Webhooks:Routes:Orders:Signature:Scheme"] = "None",
            ["Webhooks:Routes:Orders:MaxConcurrency"] = $"{MaxConcurrency}",
            ["Webhooks:Routes:Orders:Pump"] = pump,
            ["Slack:BotToken"] = "xoxb-benchmark",
            ["Slack:SigningSecret"] = InteractionsApp.Secret,
            ["Slack:Channel"] = "C0BENCHMARK",
            ["Slack:Operators"] = InteractionsApp.User,
            ["Storage:Directory"] = folder,
        }).Build();
        await using var app = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddLogging(static logging => logging.SetMinimumLevel(LogLevel.Warning))
            .AddCrossCloudOps(configuration, TimerFunctions.All)
            .BuildServiceProvider();
        var forwarder = app.GetRequiredService<Forwarder>();
        Console.WriteLine("ready");
        while (await Console.In.ReadLineAsync() is not null)
        {
            using var stop = new CancellationTokenSource();
            var run = forwarder.RunAsync(stop.Token);
            Console.WriteLine("started");
            await Console.In.ReadLineAsync();
            await stop.CancelAsync();
            await run.ContinueWith(static _ => { }, TaskScheduler.Default);
            Console.WriteLine(GC.GetTotalMemory(forceFullCollection: true));
        }

        return 0;
    }
}
