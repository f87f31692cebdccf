using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using CrossCloudOps.Aws;
using CrossCloudOps.Functions;
using CrossCloudOps.LocalHost;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.Benchmarks;

/// <summary>Two servers that take webhooks into a FIFO queue, each a process of its own: the app, and an endpoint that only sends.</summary>
internal static class IntakeApp
{
    public const string Secret = "benchmark-webhook-secret";
    public const string Path = "/api/hooks/Benchmark";

    private const string Never = "0 0 0 1 1 *";

    /// <summary>Writes its address, then runs until its standard input ends.</summary>
    public static async Task<int> RunOursAsync(string endpoint, string queueUrl, string folder)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Aws:ServiceUrl"] = endpoint,
            ["Webhooks:Routes:Benchmark:QueueUrl"] = queueUrl,
            ["Webhooks:Routes:Benchmark:Signature:Scheme"] = "GitHub",
            ["Webhooks:Routes:Benchmark:Signature:Secrets:0"] = Secret,
            ["Webhooks:Routes:Benchmark:GroupBy"] = "header:X-Group",
            ["Slack:BotToken"] = "xoxb-benchmark",
            ["Slack:SigningSecret"] = "benchmark-signing-secret",
            ["Slack:Channel"] = "C0BENCHMARK",
            ["Slack:Operators"] = "*",
            ["Storage:Directory"] = folder,
            ["CollectSchedule"] = Never,
            ["NotifySchedule"] = Never,
            ["RedriveSchedule"] = Never,
            ["ForwardSchedule"] = Never,
        }).Build();
        await using var app = LocalHostApp.Build(new LocalHostOptions { Port = 0 }, configuration, (services, _) => services
            .AddLogging(static logging => logging.ClearProviders().SetMinimumLevel(LogLevel.Warning))
            .AddCrossCloudOps(configuration, TimerFunctions.All));
        return await ServeAsync(app);
    }

    /// <summary>On the same client, with the same configuration.</summary>
    public static async Task<int> RunBareAsync(string endpoint, string queueUrl)
    {
        using var sqs = new AmazonSQSClient(
            new BasicAWSCredentials("emulator", "emulator"), AwsFeature.Configure(new AmazonSQSConfig(), new AwsOptions { ServiceUrl = endpoint }, retries: 2));
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using var app = builder.Build();
        app.Run(async http =>
        {
            using var reader = new StreamReader(http.Request.Body);
            var request = new SendMessageRequest(queueUrl, await reader.ReadToEndAsync())
            {
                MessageGroupId = http.Request.Headers["X-Group"],
                MessageDeduplicationId = http.Request.Headers["X-GitHub-Delivery"],
            };
            var response = await sqs.SendMessageAsync(request);
            http.Response.StatusCode = StatusCodes.Status202Accepted;
            await http.Response.WriteAsync(response.MessageId);
        });
        return await ServeAsync(app);
    }

    public static string Sign(byte[] body) => $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.ASCII.GetBytes(Secret), body))}";

    private static async Task<int> ServeAsync(WebApplication app)
    {
        await app.StartAsync();
        Console.WriteLine(new Uri(app.Urls.First()).Port.ToString(CultureInfo.InvariantCulture));
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
        return 0;
    }
}
