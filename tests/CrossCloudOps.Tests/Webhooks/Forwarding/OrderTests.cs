using CrossCloudOps.Emulators;
using CrossCloudOps.Tests.Drivers;
using Microsoft.AspNetCore.Http;

namespace CrossCloudOps.Tests.Webhooks.Forwarding;

/// <summary>
/// Random groups, answers, delays and deaths, and two forwarders on one queue. <c>CROSSCLOUDOPS_ORDERS</c> in the environment says how many
/// seeds.
/// </summary>
public sealed class OrderTests
{
    private static readonly int Seeds = int.Parse(Environment.GetEnvironmentVariable("CROSSCLOUDOPS_ORDERS") ?? "1", null);

    public static TheoryData<int, bool> Cases
    {
        get
        {
            var cases = new TheoryData<int, bool>();
            foreach (var seed in Enumerable.Range(1, Seeds))
            {
                cases.Add(seed, true);
                cases.Add(seed, false);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Each_group_is_delivered_in_the_order_of_its_intake_whatever_fails_and_dies(int seed, bool block)
    {
        var random = new Random(seed);
        var groups = random.Next(1, 13);
        var each = random.Next(3, 10);
        await using var scenario = await ForwardScenario.StartAsync(block ? null : 1000);
        scenario.Seed(groups, each);
        scenario.Target.Answer = Randomly(random);
        var settings = new Dictionary<string, string?>
        {
            ["Route:OnFailure"] = block ? "Block" : "DeadLetter",
            ["Route:MaxConcurrency"] = $"{random.Next(1, 9)}",
            ["Route:ProbeEvery"] = "00:00:10",
        };

        var deaths = random.Next(1, 5);
        for (var death = 0; death < deaths; death++)
        {
            // So many that the SDK's retries do not help: some deletes come to nothing.
            scenario.Stack.Sqs.Faults.Add(new Fault(FaultKind.Answer) { Operation = "DeleteMessageBatch", Times = random.Next(3) == 0 ? 8 : 0 });
            var crash = new CrashPoint(random.Next(5, 120), afterEffect: random.Next(2) == 0);
            await using var dying = await scenario.AppAsync(settings, crash);
            await using var other = await scenario.AppAsync(settings);
            await Task.WhenAll(RunUntilDeathAsync(dying), other.ForwardAsync());
            scenario.Stack.Time.Advance(TimeSpan.FromSeconds(random.Next(1, 30)));
        }

        scenario.Target.AnswerWell();
        await using (var last = await scenario.AppAsync(settings))
        await using (var beside = await scenario.AppAsync(settings))
        {
            for (var round = 0; round < 60 && scenario.Queue.Messages.Count > 0; round++)
            {
                await Task.WhenAll(last.ForwardAsync(), beside.ForwardAsync());
                scenario.Stack.Time.Advance(TimeSpan.FromSeconds(60));
            }
        }

        scenario.Queue.Messages.ShouldBeEmpty();
        scenario.DeadLetters.Messages.ShouldBeEmpty();
        var taken = scenario.TakenByGroup;
        for (var group = 0; group < groups; group++)
        {
            // At least once each, and each for the first time only after the one before it.
            taken[ForwardScenario.Group(group)].Distinct().ShouldBe(Enumerable.Range(0, each).Select(n => ForwardScenario.Body(group, n)));
            ShouldNeverGoBackFurtherThanOne(taken[ForwardScenario.Group(group)], group);
        }
    }

    /// <summary>A delivery is repeated only while it is the last one of its group: nothing goes out before what precedes it is deleted.</summary>
    private static void ShouldNeverGoBackFurtherThanOne(IReadOnlyList<string> taken, int group)
    {
        var last = ForwardScenario.Body(group, 0);
        foreach (var body in taken)
        {
            string.CompareOrdinal(body, last).ShouldBeGreaterThanOrEqualTo(0, $"{body} after {last}");
            last = body;
        }
    }

    private static Func<Delivery, HttpResponse, Task> Randomly(Random random) => async (_, response) =>
    {
        int luck, delay;
        lock (random)
        {
            (luck, delay) = (random.Next(10), random.Next(10) == 0 ? random.Next(30) : 0);
        }

        await Task.Delay(TimeSpan.FromMilliseconds(delay), TimeProvider.System);
        response.StatusCode = luck switch { < 6 => 200, 6 => 500, 7 => 503, 8 => 404, _ => 429 };
    };

    private static async Task RunUntilDeathAsync(AppInstance app)
    {
        try
        {
            await app.ForwardAsync();
        }
        catch (ProcessDiedException)
        {
        }
    }
}
