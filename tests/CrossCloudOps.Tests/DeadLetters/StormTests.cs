using System.Globalization;
using CrossCloudOps.DeadLetters;
using CrossCloudOps.Emulators.Slack;
using CrossCloudOps.Emulators.Sqs;
using CrossCloudOps.Storage;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.DeadLetters;

/// <summary>
/// Dead letters pour into many queues for ten minutes while the app is killed at random calls again and again. The whole of it is
/// <c>CROSSCLOUDOPS_STORM=100000,50,200 dotnet test --filter Storm</c>: so many messages, queues and deaths.
/// </summary>
public sealed class StormTests
{
    private const int KindsPerQueue = 2;
    private const int InThread = 3;

    private static readonly TimeSpan Length = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(15);

    private static readonly int[] Size = [.. (Environment.GetEnvironmentVariable("CROSSCLOUDOPS_STORM") ?? "200,2,3").Split(',').Select(static n => int.Parse(n, CultureInfo.InvariantCulture))];

    private readonly Random _random = new(20261122);

    private static int Messages => Size[0];

    private static int Queues => Size[1];

    private static int Deaths => Size[2];

    [Fact]
    public async Task None_is_lost_none_is_doubled_and_the_totals_are_right_however_often_it_is_killed()
    {
        await using var stack = await Stack.StartAsync();
        var settings = CreateQueues(stack);

        await PourAsync(stack, settings);
        await using var last = await AppInstance.StartAsync(stack, settings);
        await CalmAsync(stack, last);

        var expected = Enumerable.Range(0, Messages).GroupBy(Kind).ToDictionary(static k => k.Key, static k => k.Count());
        Enumerable.Range(0, Queues).SelectMany(n => Queue(stack, n).Messages).ShouldBeEmpty();
        (await IdsAsync(last)).ShouldBe(Enumerable.Range(0, Messages));
        stack.Shown.Select(static m => m.Text).Order(StringComparer.Ordinal).ShouldBe(expected.Select(static e => Headline(e.Key, e.Value)).Order(StringComparer.Ordinal));
        Threads(stack).ShouldBe(expected.Values.Select(static count => Math.Min(InThread, count)), ignoreOrder: true);
        Calls(stack).Where(static c => c.Error == "ratelimited").ShouldBeEmpty();
        Gaps(stack).ShouldAllBe(static gap => gap >= TimeSpan.FromSeconds(1));
    }

    private async Task PourAsync(Stack stack, Dictionary<string, string?> settings)
    {
        var ticks = (int)(Length / Tick);
        var (poured, died, app) = (0, 0, (AppInstance?)null);
        var crash = CrashPoint.None;
        try
        {
            for (var tick = 1; tick <= ticks || died < Deaths; tick++)
            {
                for (; poured < (long)Messages * Math.Min(tick, ticks) / ticks; poured++)
                {
                    Queue(stack, poured % Queues).Seed([new SeedMessage(Body(poured)) { SentAt = stack.Time.GetUtcNow(), ReceiveCount = 1 }]);
                }

                for (var run = 0; run < 2; run++)
                {
                    if (app is null)
                    {
                        crash = died < Deaths ? new CrashPoint(_random.Next(1, Math.Max(2, 3 * Messages / (Deaths + 1))), _random.Next(2) == 0) : CrashPoint.None;
                        app = await AppInstance.StartAsync(stack, settings, crash);
                    }

                    await TryAsync(run == 0 ? app.CollectAsync : app.NotifyAsync);
                    if (crash.Died)
                    {
                        died++;
                        await app.DisposeAsync();
                        app = null;
                    }
                }

                stack.Time.Advance(Tick);
            }
        }
        finally
        {
            if (app is not null)
            {
                await app.DisposeAsync();
            }
        }

        died.ShouldBeGreaterThanOrEqualTo(Deaths);
    }

    /// <summary>The last one finds what the others left, and Slack is brought to it at its own pace.</summary>
    private static async Task CalmAsync(Stack stack, AppInstance app)
    {
        for (var round = 0; round < 60; round++)
        {
            await app.CollectAsync();
            await app.NotifyAsync();
            stack.Time.Advance(TimeSpan.FromSeconds(31));
            if (round > 3 && !await app.Store.ListAsync("changed/", default).AnyAsync())
            {
                return;
            }
        }
    }

    private static async Task TryAsync(Func<Task> run)
    {
        try
        {
            await run();
        }
        catch (ProcessDiedException)
        {
        }
    }

    private static Dictionary<string, string?> CreateQueues(Stack stack)
    {
        var settings = new Dictionary<string, string?> { ["Problems:ThreadOccurrences"] = $"{InThread}", ["Problems:RemindAfter"] = "00:00:00" };
        for (var n = 0; n < Queues; n++)
        {
            settings[$"DeadLetters:Queues:{n}:Url"] = stack.Sqs.CreateQueue(Name(n)).Url;
        }

        return settings;
    }

    private static async Task<IEnumerable<int>> IdsAsync(AppInstance app)
    {
        var ids = new List<int>();
        await foreach (var entry in app.Store.ListAsync(DeadLetterId.OpenFolder, default))
        {
            var body = (await app.Store.ReadAsync(entry.Name, DeadLettersJson.Archive.DeadLetter, default))!.Value.Body;
            ids.Add(int.Parse(body.Split('"')[^2], CultureInfo.InvariantCulture));
        }

        return ids.Order();
    }

    /// <summary>How many replies each message has; each dead letter at most once.</summary>
    private static IEnumerable<int> Threads(Stack stack)
    {
        var replies = stack.Slack.Messages(Stack.Channel).Where(static m => m.ThreadTs is not null).ToList();
        replies.Select(static m => m.Text).ShouldBeUnique();
        return stack.Shown.Select(m => replies.Count(r => r.ThreadTs == m.Ts));
    }

    private static IEnumerable<SlackCall> Calls(Stack stack) => stack.Slack.Calls.Where(static c => c.Operation is "chat.postMessage" or "chat.update");

    private static IEnumerable<TimeSpan> Gaps(Stack stack) => Calls(stack).Zip(Calls(stack).Skip(1)).Select(static pair => pair.Second.At - pair.First.At);

    private static string Name(int queue) => $"team-{queue.ToString("D2", CultureInfo.InvariantCulture)}-dlq";

    private static QueueAccess Queue(Stack stack, int queue) => stack.Sqs.Queue(Name(queue));

    private static (int Queue, int Kind) Kind(int message) => (message % Queues, message / Queues % KindsPerQueue);

    private static string Body(int message) => $$"""{"type":"Kind{{Kind(message).Kind}}","id":"{{message}}"}""";

    private static string Headline((int Queue, int Kind) kind, int count) =>
        $"{(count == 1 ? "Dead letter" : $"{count} dead letters")} in {Name(kind.Queue)}: Kind{kind.Kind}";
}
