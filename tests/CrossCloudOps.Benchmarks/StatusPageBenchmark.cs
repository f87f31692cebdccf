using System.Diagnostics;
using System.Globalization;
using System.Text;
using CrossCloudOps.DeadLetters;
using CrossCloudOps.Functions;
using CrossCloudOps.Heartbeats.Watching;
using CrossCloudOps.Logs;
using CrossCloudOps.Logs.Folding;
using CrossCloudOps.Pages;
using CrossCloudOps.Problems;
using CrossCloudOps.Status.Page;
using CrossCloudOps.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CrossCloudOps.Benchmarks;

/// <summary>The status page of 500 queues, 300 log groups, 1,000 heartbeats and 200 problems: reading its documents, and making the page of them.</summary>
internal static class StatusPageBenchmark
{
    private const int Rounds = 21;
    private const int Queues = 500;

    public static async Task<int> RunAsync()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"crosscloudops-benchmark-{Guid.NewGuid():N}");
        try
        {
            var configuration = new ConfigurationBuilder().AddInMemoryCollection(Settings(folder)).Build();
            await using var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddCrossCloudOps(configuration, TimerFunctions.All).BuildServiceProvider();
            await FillAsync(services.GetRequiredService<IDocumentStore>());
            var (page, sections, now) = (services.GetRequiredService<StatusPage>(), services.GetServices<IPageSection>().ToList(), TimeProvider.System.GetUtcNow());
            var (reads, makes, size) = (new List<double>(), new List<double>(), 0);
            for (var round = 0; round < Rounds; round++)
            {
                var watch = Stopwatch.StartNew();
                var tables = await Task.WhenAll(sections.Select(section => section.ReadAsync(now, default)));
                reads.Add(watch.Elapsed.TotalMilliseconds);
                var parts = sections.Zip(tables).Where(static p => p.Second is not null).Select(static p => new PagePart(p.First.Title, p.Second!)).ToList();
                watch.Restart();
                var html = page.Of(parts, PageLinks.OfStatus(new Uri("http://localhost/api/status")), now);
                makes.Add(watch.Elapsed.TotalMilliseconds);
                size = Encoding.UTF8.GetByteCount(html);
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"made in {makes.Order().ElementAt(Rounds / 2):F1} ms (the first {makes[0]:F0}, the slowest after it {makes.Skip(1).Max():F1}) of what was read in {reads.Order().ElementAt(Rounds / 2):F0} ms (the first {reads[0]:F0}): {size / 1000} kB"));
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

    private static Dictionary<string, string?> Settings(string folder)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Aws:Region"] = "eu-central-1",
            ["Aws:ServiceUrl"] = "http://127.0.0.1:1",
            ["Slack:ApiUrl"] = "http://127.0.0.1:1/api/",
            ["Slack:BotToken"] = "xoxb-benchmark",
            ["Slack:SigningSecret"] = "benchmark-signing-secret",
            ["Slack:Channel"] = "C0ALERTS",
            ["Slack:Operators"] = "*",
            ["Storage:Directory"] = folder,
            ["Heartbeats:Bucket"] = "pulses",
            ["Logs:Groups:0:Prefix"] = "/ecs/",
        };
        for (var n = 0; n < Queues; n++)
        {
            settings[$"DeadLetters:Queues:{n}:Url"] = UrlOf(n);
        }

        return settings;
    }

    private static string UrlOf(int queue) => $"https://sqs.eu-central-1.amazonaws.com/123456789012/orders-{queue}-dlq";

    private static async Task FillAsync(IDocumentStore store)
    {
        var now = TimeProvider.System.GetUtcNow();
        var hour = Hours.Of(now);
        var counted = new Dictionary<string, IReadOnlyDictionary<int, double>>();
        for (var n = 0; n < Queues; n++)
        {
            var key = DocumentName.Segment($"123456789012/orders-{n}-dlq");
            counted[$"{key} archived"] = Enumerable.Range(0, Hours.Shown).ToDictionary(h => hour - h, h => (double)(n + h));
            for (var letter = 0; letter < 4; letter++)
            {
                await store.CreateAsync(new DeadLetterId(key, "0123456789abcdef", now.AddHours(-letter).ToUnixTimeMilliseconds(), Guid.NewGuid().ToString()).OpenName, "{}"u8.ToArray(), default);
            }
        }

        await store.WriteAsync("series/dead-letters", new Series { Counted = counted, Measured = counted.ToDictionary(static c => c.Key.Replace("archived", "waiting", StringComparison.Ordinal), static c => c.Value) }, PagesJson.Default.Series, default);
        for (var n = 0; n < 300; n++)
        {
            var group = $"/ecs/a-service-with-a-name/{n}";
            var state = new GroupState { Group = group, ReadUpTo = now.ToUnixTimeMilliseconds(), Hours = Enumerable.Range(0, Hours.Shown).ToDictionary(h => hour - h, h => n + h) };
            await store.WriteAsync(GroupState.NameOf(DocumentName.Segment(group)), state, LogsJson.Default.GroupState, default);
        }

        for (var n = 0; n < 200; n++)
        {
            var problem = new Problem
            {
                Kind = "dead-letters",
                Key = $"dead-letters/q/{n}",
                Title = $"OrderPlaced failed with customer number {n}",
                OpenedAt = now,
                LastSeenAt = now,
                Count = n + 1,
            };
            await store.WriteAsync($"problems/{problem.Key}", problem, ProblemsJson.Default.Problem, default);
        }

        var pulses = Enumerable.Range(0, 1000).ToDictionary(static n => $"eu/web-{n}", n => new PulseState
        {
            ETag = "1",
            PulsedAt = now,
            FirstSeenAt = now,
            EchoedAt = now,
            Took = TimeSpan.FromMilliseconds(n),
            Standing = n % 10 == 0 ? Standing.PulseTooOld : Standing.Fine,
            Day = "--......!!!....~~.......",
        });
        await store.WriteAsync(HeartbeatState.Document, new HeartbeatState { At = now, DayHour = hour, Pulses = pulses }, HeartbeatsJson.Default.HeartbeatState, default);
    }
}
