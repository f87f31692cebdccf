using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.Heartbeats.Watching;

/// <summary>The process dies in a round, at the calls that it makes to the outside (see <see cref="Deaths"/>), before the call took effect or after it.</summary>
public sealed class HeartbeatCrashTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wherever_it_dies_while_trouble_begins_it_is_told_once(bool afterEffect)
    {
        foreach (var call in Deaths.In(await CallsAsync(BeginAsync, 1)))
        {
            await using var scenario = await BeginAsync();
            await DieAsync(scenario, new CrashPoint(call, afterEffect), 1);

            await scenario.MinutesAsync(5);

            scenario.Told.ShouldHaveSingleItem($"died at call {call}").ShouldContain("2 heartbeats of web-1.example fail");
            (await scenario.StateAsync()).Troubles.Count.ShouldBe(1);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wherever_it_dies_while_trouble_ends_its_end_is_told(bool afterEffect)
    {
        foreach (var call in Deaths.In(await CallsAsync(EndAsync, 2)))
        {
            await using var scenario = await EndAsync();
            await DieAsync(scenario, new CrashPoint(call, afterEffect), 2);

            await scenario.MinutesAsync(5);

            scenario.Told.ShouldHaveSingleItem($"died at call {call}").ShouldContain("web-1.example is back");
            (await scenario.StateAsync()).Troubles.ShouldBeEmpty();
        }
    }

    /// <summary>A minute before it is told.</summary>
    private static async Task<HeartbeatScenario> BeginAsync()
    {
        var scenario = await HeartbeatScenario.StartAsync();
        scenario.Pulse("shop", scenario.UrlOf("web-1.example"));
        scenario.Pulse("cart", scenario.UrlOf("web-1.example"));
        scenario.Pulse("web-2");
        scenario.Target.Answer("web-1.example", 500);
        await scenario.MinutesAsync(3);
        scenario.Stack.Time.Advance(TimeSpan.FromMinutes(12));
        scenario.Pulse("shop", scenario.UrlOf("web-1.example"));
        scenario.Pulse("cart", scenario.UrlOf("web-1.example"));
        scenario.Pulse("web-2");
        return scenario;
    }

    private static async Task<HeartbeatScenario> EndAsync()
    {
        var scenario = await BeginAsync();
        await scenario.MinutesAsync(2);
        scenario.Target.AnswerWell("web-1.example");
        return scenario;
    }

    private static async Task<int> CallsAsync(Func<Task<HeartbeatScenario>> prepare, int minutes)
    {
        await using var scenario = await prepare();
        var count = CrashPoint.None;
        await scenario.RestartAsync(count);
        await scenario.MinutesAsync(minutes);
        return count.Calls;
    }

    private static async Task DieAsync(HeartbeatScenario scenario, CrashPoint crash, int minutes)
    {
        await scenario.RestartAsync(crash);
        try
        {
            await scenario.MinutesAsync(minutes);
        }
        catch (ProcessDiedException)
        {
        }

        crash.Died.ShouldBeTrue();
        await scenario.RestartAsync();
    }
}
