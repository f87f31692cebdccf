using System.Diagnostics;
using System.Globalization;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using CrossCloudOps.DeadLetters;
using CrossCloudOps.Functions;
using CrossCloudOps.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.Benchmarks;

/// <summary>
/// Dead letters from a queue into the archive, every durable step done, against a loop that only receives and deletes with as many
/// receivers on the same client. Both in turns, on one emulator in a process of its own.
/// </summary>
internal static class CollectBenchmark
{
    private const int Rounds = 5;
    private const int Receivers = DeadLetterCollector.ReceiversPerQueue;

    public static async Task<int> RunAsync(int messages)
    {
        using var emulator = await EmulatorProcess.StartAsync();
        var folder = Path.Combine(Path.GetTempPath(), $"crosscloudops-benchmark-{Guid.NewGuid():N}");
        try
        {
            using var sqs = new AmazonSQSClient(new BasicAWSCredentials("emulator", "emulator"), new AmazonSQSConfig { ServiceURL = emulator.Endpoint, AuthenticationRegion = "eu-central-1" });
            var queue = (await sqs.CreateQueueAsync("orders-dlq")).QueueUrl;
            await using var app = App(queue, emulator.Endpoint, folder, sqs);
            var store = (CountingStore)app.GetRequiredService<IDocumentStore>();
            var collector = app.GetRequiredService<DeadLetterCollector>();

            // Warm both, and take the memory after a tenth.
            await FillAsync(sqs, queue, messages / 10);
            await DrainAsync(sqs, queue);
            await FillAsync(sqs, queue, messages / 10);
            await collector.RunAsync(default);
            var memoryOfATenth = Memory();

            var ratios = new List<double>();
            for (var round = 1; round <= Rounds; round++)
            {
                var bare = await RateAsync(sqs, queue, messages, () => DrainAsync(sqs, queue));
                var before = store.Writes;
                var collected = await RateAsync(sqs, queue, messages, () => collector.RunAsync(default));
                ratios.Add(collected.Rate / bare.Rate);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"round {round}: bare {bare.Rate:F0}/s, collected {collected.Rate:F0}/s, ratio {collected.Rate / bare.Rate:F2}, CPU per message {bare.Cpu:F0} µs and {collected.Cpu:F0} µs, store writes per message {(store.Writes - before) / (double)messages:F2}"));
                if (round == 1)
                {
                    var memory = Memory();
                    Console.WriteLine(string.Create(
                        CultureInfo.InvariantCulture, $"memory after {messages / 10}: {memoryOfATenth / 1e6:F1} MB, after {messages} more: {memory / 1e6:F1} MB, {memory / (double)memoryOfATenth:F2} times"));
                }
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

    private static ServiceProvider App(string queue, string endpoint, string folder, AmazonSQSClient sqs)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Aws:ServiceUrl"] = endpoint,
            ["DeadLetters:Queues:0:Url"] = queue,
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
            .AddSingleton<IAmazonSQS>(sqs)
            .AddSingleton<IDocumentStore>(_ => new CountingStore(new FolderDocumentStore(folder, TimeProvider.System)))
            .BuildServiceProvider();
    }

    /// <summary>Messages a second, from the first call to the last deletion; the last second, in which the queue is found empty, is not counted.</summary>
    private static async Task<(double Rate, double Cpu)> RateAsync(AmazonSQSClient sqs, string queue, int messages, Func<Task> drain)
    {
        await FillAsync(sqs, queue, messages);
        var cpu = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        await drain();
        return (messages / (watch.Elapsed - TimeSpan.FromSeconds(1)).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / messages);
    }

    private static Task DrainAsync(AmazonSQSClient sqs, string queue) => Task.WhenAll(Enumerable.Range(0, Receivers).Select(_ => Task.Run(async () =>
    {
        while ((await sqs.ReceiveMessageAsync(new ReceiveMessageRequest
        {
            QueueUrl = queue,
            MaxNumberOfMessages = 10,
            WaitTimeSeconds = 1,
            MessageAttributeNames = ["All"],
            MessageSystemAttributeNames = ["All"],
        })).Messages is { Count: > 0 } received)
        {
            await sqs.DeleteMessageBatchAsync(queue, [.. received.Select(static (m, n) => new DeleteMessageBatchRequestEntry($"{n}", m.ReceiptHandle))]);
        }
    })));

    private static Task FillAsync(AmazonSQSClient sqs, string queue, int messages) =>
        Parallel.ForEachAsync(Enumerable.Range(0, messages / 10), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (batch, cancellationToken) =>
        {
            var entries = Enumerable.Range(0, 10).Select(n => new SendMessageBatchRequestEntry($"{n}", Body((batch * 10) + n))
            {
                MessageAttributes = new() { ["tenant"] = new MessageAttributeValue { DataType = "String", StringValue = "acme" } },
            });
            await sqs.SendMessageBatchAsync(queue, [.. entries], cancellationToken);
        });

    /// <summary>About 1 kB, of ten kinds.</summary>
    private static string Body(int n) =>
        $$"""{"type":"Order{{n % 10}}","id":{{n}},"customer":{"id":"c-{{n % 977}}","name":"Zoë Åström"},"items":[{"sku":"A-{{n}}","quantity":2}],"note":"{{new string('x', 850)}}"}""";

    private static long Memory() => GC.GetTotalMemory(forceFullCollection: true);
}
