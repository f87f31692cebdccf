using System.Diagnostics;
using System.Globalization;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using CrossCloudOps.DeadLetters;
using CrossCloudOps.DeadLetters.Bulk;
using CrossCloudOps.Functions;
using CrossCloudOps.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.Benchmarks;

/// <summary>
/// "Send back all" at no rate limit, from the archive to a standard queue, every durable step done, against a loop that only sends the
/// same messages from memory in batches of ten, one after the other. Both in turns, on one emulator in a process of its own.
/// </summary>
internal static class SendBackAllBenchmark
{
    private const int Rounds = 5;

    public static async Task<int> RunAsync(int messages)
    {
        using var emulator = await EmulatorProcess.StartAsync();
        var folder = Path.Combine(Path.GetTempPath(), $"crosscloudops-benchmark-{Guid.NewGuid():N}");
        try
        {
            using var sqs = new AmazonSQSClient(new BasicAWSCredentials("emulator", "emulator"), new AmazonSQSConfig { ServiceURL = emulator.Endpoint, AuthenticationRegion = "eu-central-1", MaxErrorRetry = 0 });
            var source = (await sqs.CreateQueueAsync("orders")).QueueUrl;
            var queue = new DeadLetterQueue((await sqs.CreateQueueAsync("orders-dlq")).QueueUrl, source, null);
            await using var app = App(queue.Url, source, emulator.Endpoint, folder, sqs);
            var store = (CountingStore)app.GetRequiredService<IDocumentStore>();

            await RoundAsync(app, sqs, queue, source, messages / 10, 0);
            var ratios = new List<double>();
            for (var round = 1; round <= Rounds; round++)
            {
                var (bare, sent, writes) = await RoundAsync(app, sqs, queue, source, messages, round);
                ratios.Add(sent.Rate / bare.Rate);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"round {round}: bare {bare.Rate:F0}/s, sent back {sent.Rate:F0}/s, ratio {sent.Rate / bare.Rate:F2}, CPU per message {bare.Cpu:F0} µs and {sent.Cpu:F0} µs, store writes per message {writes / (double)messages:F2}, memory {GC.GetTotalMemory(forceFullCollection: true) / 1e6:F1} MB"));
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

        async Task<((double Rate, double Cpu) Bare, (double Rate, double Cpu) Sent, int Writes)> RoundAsync(ServiceProvider app, AmazonSQSClient sqs, DeadLetterQueue queue, string source, int count, int round)
        {
            var letters = Enumerable.Range(0, count).Select(n => Letter(queue, source, (round * 1_000_000) + n)).ToList();
            var archive = app.GetRequiredService<DeadLetterArchive>();
            await Parallel.ForEachAsync(letters, async (letter, token) => await archive.AddAsync(DeadLetterId.Of(queue.Key, letter), letter, token));
            await sqs.PurgeQueueAsync(source).ContinueWith(static _ => { }, TaskScheduler.Default);
            var bare = await RateAsync(count, () => SendBareAsync(sqs, source, letters));
            var writes = ((CountingStore)app.GetRequiredService<IDocumentStore>()).Writes;
            var sent = await RateAsync(count, () => SendBackAsync(app, queue, letters[0].Fingerprint, count, round));
            return (bare, sent, ((CountingStore)app.GetRequiredService<IDocumentStore>()).Writes - writes);
        }
    }

    private static ServiceProvider App(string queue, string source, string endpoint, string folder, AmazonSQSClient sqs)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Aws:ServiceUrl"] = endpoint,
            ["DeadLetters:Queues:0:Url"] = queue,
            ["DeadLetters:Queues:0:SendBackTo"] = source,
            ["DeadLetters:RedriveRate"] = "0",
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
            .AddKeyedSingleton<IAmazonSQS>(Aws.AwsFeature.SingleAttempt, sqs)
            .AddSingleton<IDocumentStore>(_ => new CountingStore(new FolderDocumentStore(folder, TimeProvider.System)))
            .BuildServiceProvider();
    }

    /// <summary>From a job without progress to its end; the canary is sent too, and not watched: somebody said at once to go on.</summary>
    private static async Task SendBackAsync(ServiceProvider app, DeadLetterQueue queue, string fingerprint, int count, int round)
    {
        var (book, runner) = (app.GetRequiredService<BulkBook>(), app.GetRequiredService<BulkRunner>());
        var now = TimeProvider.System.GetUtcNow();
        var job = new BulkJob
        {
            Id = $"bulk-{round}",
            Act = BulkAct.SendBack,
            Selection = new BulkSelection(queue.Key, fingerprint, now.AddHours(1)),
            UserId = "U0OPERATOR",
            SlackJobId = $"{round}",
            At = now,
            GoOnBy = "U0OPERATOR",
        };
        await book.CreateAsync(job, default);
        while (await book.ReadAsync(job.Id, default) is not null)
        {
            await runner.RunAllAsync(default);
        }

        var ended = await book.ReadEndedAsync(job.Id, default);
        if (ended!.Counts.Sent != count)
        {
            throw new InvalidOperationException($"{ended.Counts} of {count}");
        }
    }

    private static async Task SendBareAsync(AmazonSQSClient sqs, string source, List<DeadLetter> letters)
    {
        foreach (var batch in letters.Chunk(10))
        {
            await sqs.SendMessageBatchAsync(source, [.. batch.Select(static (letter, n) => new SendMessageBatchRequestEntry($"{n}", letter.Body)
            {
                MessageAttributes = letter.Attributes.ToDictionary(static a => a.Key, static a => new MessageAttributeValue { DataType = a.Value.DataType, StringValue = a.Value.Text }),
            })]);
        }
    }

    private static async Task<(double Rate, double Cpu)> RateAsync(int messages, Func<Task> send)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        await send();
        return (messages / watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / messages);
    }

    /// <summary>About 1 kB.</summary>
    private static DeadLetter Letter(DeadLetterQueue queue, string source, int n)
    {
        var body = $$"""{"type":"OrderPlaced","id":{{n}},"customer":{"id":"c-{{n % 977}}","name":"Zoë Åström"},"items":[{"sku":"A-{{n}}","quantity":2}],"note":"{{new string('x', 850)}}"}""";
        return new DeadLetter
        {
            QueueUrl = queue.Url,
            MessageId = $"{n:D8}-0000-0000-0000-000000000000",
            SourceQueueUrl = source,
            Fingerprint = DeadLetterFingerprint.Of(body).Id,
            Shape = "OrderPlaced",
            CollectedAt = DateTimeOffset.UnixEpoch,
            SystemAttributes = new Dictionary<string, string> { ["SentTimestamp"] = $"{1_767_614_400_000 + n}", ["ApproximateReceiveCount"] = "4" },
            Attributes = new Dictionary<string, DeadLetterAttribute> { ["tenant"] = new("String", "acme", null) },
            Body = body,
        };
    }
}
