using System.Globalization;
using CrossCloudOps.Emulators;
using CrossCloudOps.Problems;
using CrossCloudOps.Storage;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.Heartbeats.Watching;

/// <summary>
/// Hours in which servers fail and stop at random, the network, S3 and Slack go away, and the process dies: whoever is in trouble for long
/// is told, whoever is not is not, and in the end everything told is told to be over.
/// More of them: CROSSCLOUDOPS_REPLAYS=50 dotnet test --filter ReplayTests
/// </summary>
public sealed class HeartbeatReplayTests
{
    private const int Minutes = 150;

    /// <summary>By then everything that is not disturbed must be known: a pulse every ten minutes, fifteen until it is missed, a few for the looks.</summary>
    private const int Settled = 30;

    private static readonly string[] Steady = ["steady-1", "steady-2"];
    private static readonly string[] Shaky = ["shaky-1", "shaky-2", "shaky-3"];

    public static TheoryData<int> Seeds =>
        [.. Enumerable.Range(1, int.Parse(Environment.GetEnvironmentVariable("CROSSCLOUDOPS_REPLAYS") ?? "2", CultureInfo.InvariantCulture))];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Tells_every_long_trouble_and_no_other_whatever_happens_to_us(int seed)
    {
        var random = new Random(seed);
        await using var scenario = await HeartbeatScenario.StartAsync();
        var minutes = new Dictionary<string, (bool IsBad, int For)>();
        scenario.Keep([.. Steady, .. Shaky]);
        foreach (var name in Shaky)
        {
            minutes[name] = (false, 0);
        }

        var undisturbed = 0;
        for (var minute = 0; minute < Minutes; minute++)
        {
            ShakeServers(scenario, random, minutes);
            undisturbed = await PassAsync(scenario, random) ? undisturbed + 1 : 0;
            foreach (var (name, (isBad, since)) in minutes.ToList())
            {
                minutes[name] = (isBad, since + 1);
                if (Math.Min(undisturbed, since) > Settled)
                {
                    (await IsOpenAsync(scenario, name)).ShouldBe(isBad, $"{name} after {minute} minutes");
                }
            }
        }

        foreach (var name in Shaky)
        {
            scenario.Target.AnswerWell($"{name}.example");
        }

        scenario.Keep(Shaky);
        await scenario.MinutesAsync(Settled);

        await foreach (var listed in scenario.App.Store.ListAsync(ProblemBook.Folder, default))
        {
            var problem = (await scenario.App.Get<ProblemBook>().ReadAsync(listed.Name[ProblemBook.Folder.Length..], default))!;
            problem.State.ShouldBe(ProblemState.Resolved, problem.Title);
            problem.Shown.Version.ShouldBe(problem.Version, problem.Title);
        }

        scenario.Told.ShouldAllBe(static told => !told.Contains("steady", StringComparison.Ordinal));
        (await scenario.StateAsync()).Troubles.ShouldBeEmpty();
    }

    private static void ShakeServers(HeartbeatScenario scenario, Random random, Dictionary<string, (bool IsBad, int For)> minutes)
    {
        foreach (var name in Shaky.Where(_ => random.Next(60) == 0))
        {
            minutes[name] = (!minutes[name].IsBad, 0);
            if (!minutes[name].IsBad)
            {
                scenario.Target.AnswerWell($"{name}.example");
                scenario.Keep(name);
            }
            else if (random.Next(2) == 0)
            {
                scenario.Target.Answer($"{name}.example", 500 + random.Next(5));
            }
            else
            {
                scenario.Stop(name);
            }
        }
    }

    /// <summary>A minute; false if somebody else than the servers was in trouble.</summary>
    private static async Task<bool> PassAsync(HeartbeatScenario scenario, Random random)
    {
        switch (random.Next(60))
        {
            case 0:
                scenario.IsCutOff = true;
                await scenario.MinutesAsync(random.Next(1, 20));
                break;
            case 1:
                scenario.Stack.S3.Deny(HeartbeatScenario.BucketName);
                await scenario.MinutesAsync(random.Next(1, 20));
                break;
            case 2:
                scenario.Stack.Slack.Faults.Add(new Fault(FaultKind.Answer) { Status = 503 });
                await scenario.MinutesAsync(random.Next(1, 20));
                break;
            case 3:
                scenario.MinutesWithoutUs(random.Next(1, 60));
                break;
            case 4 or 5:
                await DieAsync(scenario, new CrashPoint(random.Next(1, 60), random.Next(2) == 0));
                break;
            default:
                await scenario.MinutesAsync(1);
                return true;
        }

        Heal(scenario);
        return false;
    }

    private static void Heal(HeartbeatScenario scenario)
    {
        scenario.IsCutOff = false;
        scenario.Stack.S3.Allow(HeartbeatScenario.BucketName);
        scenario.Stack.Slack.Faults.Clear();
    }

    private static async Task DieAsync(HeartbeatScenario scenario, CrashPoint crash)
    {
        await scenario.RestartAsync(crash);
        try
        {
            await scenario.MinutesAsync(3);
        }
        catch (ProcessDiedException)
        {
            // That is what this is about.
        }

        await scenario.RestartAsync();
    }

    private static async Task<bool> IsOpenAsync(HeartbeatScenario scenario, string name) =>
        await scenario.App.Get<ProblemBook>().ReadAsync($"heartbeat/host/{DocumentName.Segment($"{name}.example")}", default) is { State: ProblemState.Open };
}
