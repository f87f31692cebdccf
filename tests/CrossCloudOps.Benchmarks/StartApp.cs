using System.Diagnostics;
using System.Globalization;
using System.Net;
using CrossCloudOps.Functions;
using CrossCloudOps.LocalHost;
using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Benchmarks;

/// <summary>Processes that only start: the app with all features in its local host, and the same host with one empty function.</summary>
internal static class StartApp
{
    private const string Never = "0 0 0 1 1 *";

    /// <param name="collector">Where telemetry goes; empty for nowhere.</param>
    public static Task<int> RunOursAsync(string folder, string collector)
    {
        var configuration = Configuration(folder, collector);
        return ServeAsync(LocalHostApp.Build(new LocalHostOptions { Port = 0 }, configuration, (services, _) => services
            .AddLogging(static logging => logging.ClearProviders().SetMinimumLevel(LogLevel.Warning))
            .AddCrossCloudOps(configuration, TimerFunctions.All)));
    }

    public static Task<int> RunEmptyAsync() => ServeAsync(LocalHostApp.Build(
        new LocalHostOptions { Port = 0, FunctionClasses = [typeof(EmptyFunctions)] }, new ConfigurationBuilder().Build(),
        static (services, _) => services.AddLogging(static logging => logging.ClearProviders().SetMinimumLevel(LogLevel.Warning))));

    /// <summary>The services alone, as the worker makes them: registered and built, settings validated, and what all functions need made.</summary>
    public static int RunServices(string folder)
    {
        var began = Stopwatch.GetTimestamp();
        var configuration = Configuration(folder, collector: "");
        using var app = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddLogging(static logging => logging.SetMinimumLevel(LogLevel.Warning))
            .AddCrossCloudOps(configuration, TimerFunctions.All)
            .BuildServiceProvider();
        var built = Stopwatch.GetTimestamp();
        app.GetRequiredService<IStartupValidator>().Validate();
        var validated = Stopwatch.GetTimestamp();
        var functions = typeof(TimerFunctions).Assembly.GetTypes().Where(static t => t.GetMethods().Any(static m => m.IsDefined(typeof(FunctionAttribute), inherit: false)));
        foreach (var function in functions)
        {
            ActivatorUtilities.CreateInstance(app, function);
        }

        var made = Stopwatch.GetTimestamp();
        Console.WriteLine(string.Join(' ', new[] { (began, built), (built, validated), (validated, made) }
            .Select(static s => Stopwatch.GetElapsedTime(s.Item1, s.Item2).TotalMilliseconds.ToString(CultureInfo.InvariantCulture))));
        return 0;
    }

    /// <summary>What a small team sets.</summary>
    private static IConfigurationRoot Configuration(string folder, string collector)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Aws:ServiceUrl"] = "http://127.0.0.1:9/",
            ["Slack:BotToken"] = "xoxb-benchmark",
            ["Slack:SigningSecret"] = "benchmark-signing-secret",
            ["Slack:Channel"] = "C0BENCHMARK",
            ["Slack:Operators"] = "*",
            ["Storage:Directory"] = folder,
            ["Heartbeats:Bucket"] = "pulses",
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        };
        foreach (var schedule in TimerFunctions.DefaultSchedules.Keys)
        {
            settings[schedule] = Never;
        }

        for (var n = 0; n < 5; n++)
        {
            settings[$"DeadLetters:Queues:{n}:Url"] = $"http://127.0.0.1:9/000000000000/queue-{n}-dlq";
            settings[$"Webhooks:Routes:Route{n}:QueueUrl"] = $"http://127.0.0.1:9/000000000000/route-{n}.fifo";
            settings[$"Webhooks:Routes:Route{n}:TargetUrl"] = "https://target.example/hooks";
            settings[$"Webhooks:Routes:Route{n}:Signature:Scheme"] = "GitHub";
            settings[$"Webhooks:Routes:Route{n}:Signature:Secrets:0"] = "benchmark-webhook-secret";
        }

        for (var n = 0; n < 10; n++)
        {
            settings[$"Logs:Groups:{n}:Name"] = $"/aws/lambda/function-{n}";
        }

        return new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
    }

    private static async Task<int> ServeAsync(WebApplication app)
    {
        await using (app)
        {
            await app.StartAsync();
            Console.WriteLine(app.Urls.First());
            await Console.In.ReadToEndAsync();
            await app.StopAsync();
            return 0;
        }
    }

    internal static class EmptyFunctions
    {
        [Function("Health")]
        public static HttpResponseData Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequestData request) => request.CreateResponse(HttpStatusCode.OK);
    }
}
