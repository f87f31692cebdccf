using System.Globalization;
using CrossCloudOps.Functions;
using CrossCloudOps.LocalHost;
using CrossCloudOps.Slack;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.Benchmarks;

/// <summary>The app in the local host, in a process of its own, with one more action, which does nothing.</summary>
internal static class InteractionsApp
{
    public const string ActionId = "benchmark.nothing";
    public const string Secret = "benchmark-signing-secret";
    public const string Team = "T0BENCHMARK";
    public const string User = "U0BENCHMARK";

    private const string Never = "0 0 0 1 1 *";

    /// <summary>Writes its port, then runs until its standard input ends.</summary>
    public static async Task<int> RunAsync(string folder)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Aws:ServiceUrl"] = "http://127.0.0.1:9/",
            ["DeadLetters:Queues:0:Url"] = "http://127.0.0.1:9/000000000000/orders-dlq",
            ["Slack:BotToken"] = "xoxb-benchmark",
            ["Slack:SigningSecret"] = Secret,
            ["Slack:Channel"] = "C0BENCHMARK",
            ["Slack:Operators"] = User,
            ["Slack:TeamId"] = Team,
            ["Storage:Directory"] = folder,
            ["CollectSchedule"] = Never,
            ["NotifySchedule"] = Never,
            ["RedriveSchedule"] = Never,
            ["ForwardSchedule"] = Never,
        }).Build();
        await using var app = LocalHostApp.Build(new LocalHostOptions { Port = 0 }, configuration, (services, _) => services
            .AddLogging(static logging => logging.ClearProviders().SetMinimumLevel(LogLevel.Warning))
            .AddCrossCloudOps(configuration, TimerFunctions.All)
            .AddSingleton<ISlackAction, Nothing>());
        await app.StartAsync();
        Console.WriteLine(new Uri(app.Urls.First()).Port.ToString(CultureInfo.InvariantCulture));
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
        return 0;
    }

    private sealed class Nothing : ISlackAction
    {
        public string ActionId => InteractionsApp.ActionId;

        public Task<SlackActionResult?> RunAsync(SlackJob job, SlackActionTime time, CancellationToken cancellationToken) =>
            Task.FromResult<SlackActionResult?>(new SlackActionResult(null, null));
    }
}
