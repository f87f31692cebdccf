using CrossCloudOps.Functions;
using CrossCloudOps.Status;
using CrossCloudOps.Tests.Drivers;
using CrossCloudOps.Tests.Emulators;

namespace CrossCloudOps.Tests.Costs;

/// <summary>
/// What a small team pays for while nothing happens: its timers' runs, and what each of them asks the store and AWS. The deploy guide's costs are
/// worked out from these limits, so none of them grows unseen.
/// </summary>
public sealed class IdleCostTests
{
    private const int Minutes = 10;

    /// <summary>In a minute. Blob storage bills a list like a write, and a delete not at all.</summary>
    private static readonly Dictionary<string, Asked> Limits = new()
    {
        ["CollectDeadLetters"] = new(Runs: 2, Lists: 0, Writes: 0.4, Reads: 1.2, Sqs: 10, S3: 0, Logs: 0),
        ["RunJobs"] = new(Runs: 1, Lists: 2, Writes: 0.4, Reads: 0, Sqs: 0, S3: 0, Logs: 0),
        ["ForwardWebhooks"] = new(Runs: 2, Lists: 2, Writes: 0.4, Reads: 11.5, Sqs: 11.5, S3: 0, Logs: 0),
        ["ScanLogs"] = new(Runs: 1, Lists: 1.2, Writes: 3.5, Reads: 26, Sqs: 0, S3: 0, Logs: 10),
        ["WatchHeartbeats"] = new(Runs: 1, Lists: 0, Writes: 2.4, Reads: 2.5, Sqs: 0, S3: 4.2, Logs: 0),
        ["Notify"] = new(Runs: 1, Lists: 2, Writes: 0.4, Reads: 0, Sqs: 0, S3: 0, Logs: 0),
    };

    /// <summary>How long a run takes, as the deploy guide has it: Azure bills a second at least, and SQS is waited for a second.</summary>
    private static readonly Dictionary<string, double> Seconds = new()
    {
        ["CollectDeadLetters"] = 1.3,
        ["RunJobs"] = 1,
        ["ForwardWebhooks"] = 1.3,
        ["ScanLogs"] = 0.5 + (10 * 0.25),
        ["WatchHeartbeats"] = 1,
        ["Notify"] = 1,
    };

    /// <summary>Of ten dollars a month, what the deploy guide has for S3, for what happens, and for the alert.</summary>
    private const double NotIdle = 0.90 + 0.73 + 0.30 + 0.50;

    [Fact]
    public async Task An_idle_minute_of_a_small_team_asks_for_no_more_than_its_costs_were_worked_out_from()
    {
        await using var stack = await Stack.StartAsync();
        var gate = new StoreGate();
        await using var server = await ListeningApp.StartAsync();
        await using var app = await AppInstance.StartAsync(stack, SmallTeam(stack), services: services => gate.Attach(services));
        var asked = TimerFunctions.All.ToDictionary(static timer => timer.Name, static _ => new Dictionary<string, int>());

        // The first minutes find everything out; what they cost comes once.
        await RunAsync(stack, app, gate, asked, server.Url, from: 0, minutes: 10);
        foreach (var counts in asked.Values)
        {
            counts.Clear();
        }

        await RunAsync(stack, app, gate, asked, server.Url, from: 10, Minutes);

        stack.Shown.ShouldBeEmpty();
        foreach (var (function, counts) in asked)
        {
            foreach (var (what, limit) in Limits[function].All)
            {
                (counts.GetValueOrDefault(what) / (double)Minutes).ShouldBeLessThanOrEqualTo(limit, $"{what} of {function} in a minute");
            }
        }

        asked.Keys.ShouldBe(Limits.Keys, ignoreOrder: true);
        DollarsAMonth(asked).ShouldBeLessThan(10 - NotIdle);
    }

    /// <summary>Functions and Blob storage by the deploy guide's prices. What is asked of SQS is free up to a million.</summary>
    private static double DollarsAMonth(Dictionary<string, Dictionary<string, int>> asked)
    {
        const double months = 43_200.0 / Minutes;
        double Of(string what) => asked.Values.Sum(counts => counts.GetValueOrDefault(what)) * months;

        Of("sqs").ShouldBeLessThan(1_000_000);
        var gigabyteSeconds = asked.Sum(static a => a.Value["runs"] * Seconds[a.Key]) * months * 0.5;
        return (Math.Max(0, gigabyteSeconds - 100_000) * 0.000026) + (Math.Max(0, Of("runs") - 250_000) * 0.40 / 1_000_000)
            + ((Of("writes") + Of("lists")) * 0.05 / 10_000) + (Of("reads") * 0.004 / 10_000);
    }

    /// <summary>Every timer by its schedule, with the clock standing still while it runs.</summary>
    private static async Task RunAsync(Stack stack, AppInstance app, StoreGate gate, Dictionary<string, Dictionary<string, int>> asked, Uri server, int from, int minutes)
    {
        const int step = 5;
        var start = new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
        for (var second = from * 60; second < (from + minutes) * 60; second += step)
        {
            if (second % 600 == 0)
            {
                Pulse(stack, server);
            }

            foreach (var timer in TimerFunctions.All.Where(timer => IsDue(timer, start.AddSeconds(second))))
            {
                var (store, sqs, s3, logs) = (gate.Calls.Count, Count(stack.Sqs.Calls), Count(stack.S3.Calls), Count(stack.Logs.Calls));
                await app.RunFunctionAsync(timer.Name);
                var counts = asked[timer.Name];
                Add(counts, "runs", 1);
                foreach (var call in gate.Calls.Skip(store))
                {
                    Add(counts, Kind(call), 1);
                }

                Add(counts, "sqs", Count(stack.Sqs.Calls) - sqs);
                Add(counts, "s3", Count(stack.S3.Calls) - s3);
                Add(counts, "logs", Count(stack.Logs.Calls) - logs);
            }

            var due = start.AddSeconds(second + step);
            if (due > stack.Time.GetUtcNow())
            {
                stack.Time.Advance(due - stack.Time.GetUtcNow());
            }
        }
    }

    private static void Pulse(Stack stack, Uri url)
    {
        for (var server = 0; server < 20; server++)
        {
            stack.S3.Bucket("pulses").Seed($"pulse/server-{server}.json", $$"""{"url":"{{url}}","body":"seen"}""");
        }
    }

    private static Dictionary<string, string?> SmallTeam(Stack stack)
    {
        stack.S3.CreateBucket("pulses");
        var settings = new Dictionary<string, string?> { ["Heartbeats:Bucket"] = "pulses", ["Heartbeats:AllowPrivateTargets"] = "true" };
        for (var n = 0; n < 5; n++)
        {
            settings[$"DeadLetters:Queues:{n}:Url"] = n == 0 ? stack.DeadLetterQueue.Url : stack.Sqs.CreateQueue($"team-{n}-dlq").Url;
            var dlq = stack.Sqs.CreateQueue($"hooks-{n}-dlq.fifo");
            settings[$"Webhooks:Routes:route{n}:QueueUrl"] = stack.Sqs.CreateQueue($"hooks-{n}.fifo", new Dictionary<string, string>
            {
                ["RedrivePolicy"] = $$"""{"deadLetterTargetArn":"{{dlq.Arn}}","maxReceiveCount":"10"}""",
            }).Url;
            settings[$"Webhooks:Routes:route{n}:Signature:Scheme"] = "None";
            settings[$"Webhooks:Routes:route{n}:TargetUrl"] = "https://shop.example/hooks";
        }

        for (var n = 0; n < 10; n++)
        {
            stack.Logs.CreateGroup($"/aws/lambda/function-{n}");
            settings[$"Logs:Groups:{n}:Name"] = $"/aws/lambda/function-{n}";
        }

        return settings;
    }

    private static bool IsDue(TimerFunction timer, DateTimeOffset at)
    {
        var before = at.AddSeconds(-1);
        return TimerSchedule.Parse(timer.DefaultSchedule)!.Next(before, before) == at;
    }

    private static string Kind(string call) => call.Split(' ')[0] switch { "Read" => "reads", "List" => "lists", "Delete" => "deletes", _ => "writes" };

    private static int Count(CrossCloudOps.Emulators.Aws.AwsCalls calls) => calls.All.Sum(static call => call.Count);

    private static void Add(Dictionary<string, int> counts, string what, int number) => counts[what] = counts.GetValueOrDefault(what) + number;

    private sealed record Asked(double Runs, double Lists, double Writes, double Reads, double Sqs, double S3, double Logs)
    {
        public IEnumerable<(string What, double Limit)> All =>
            [("runs", Runs), ("lists", Lists), ("writes", Writes), ("reads", Reads), ("sqs", Sqs), ("s3", S3), ("logs", Logs)];
    }
}
