using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.Heartbeats.Telling;

/// <summary><c>/ops heartbeats</c> and its part of <c>/ops status</c>.</summary>
public sealed class HeartbeatsCommandTests
{
    [Fact]
    public async Task Lists_all_as_a_table_those_in_trouble_first()
    {
        await using var scenario = await HeartbeatScenario.StartAsync();
        scenario.Keep("db-1", "web-1", "web-2");
        scenario.Bucket.Seed("pulse/typo.json", """{"uri": "https://web.example"}""");
        await scenario.MinutesAsync(11);
        scenario.Stop("web-1");
        scenario.Target.Answer("web-2.example", 503);
        await scenario.MinutesAsync(17);

        await scenario.App.CommandAsync("heartbeats");

        var lines = scenario.Stack.ToldTo(Stack.Operator)[^1].Says().Split('\n');
        lines[0].ShouldStartWith("4 heartbeats · ");
        lines[2].ShouldContain("heartbeat");
        lines[3].ShouldStartWith("✗ ");
        lines.Last(static l => l.Contains("db-1", StringComparison.Ordinal)).ShouldStartWith("✓ db-1");
        lines.ShouldContain(static l => l.StartsWith("✗ web-1", StringComparison.Ordinal) && l.EndsWith("silent", StringComparison.Ordinal));
        lines.ShouldContain(static l => l.StartsWith("✗ typo", StringComparison.Ordinal) && l.Contains("unreadable: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Lists_those_with_something_in_their_names()
    {
        await using var scenario = await HeartbeatScenario.StartAsync();
        scenario.Keep("db-1", "web-1");
        await scenario.MinutesAsync(2);

        await scenario.App.CommandAsync("heartbeats WEB");
        await scenario.App.CommandAsync("heartbeats mail");

        var told = scenario.Stack.ToldTo(Stack.Operator);
        told[0].Says().ShouldContain("✓ web-1");
        told[0].Says().ShouldNotContain("db-1");
        told[1].Says().ShouldBe("No heartbeat has `mail` in its name.");
    }

    [Fact]
    public async Task Shows_as_many_as_Slack_takes_and_says_how_many_more_there_are()
    {
        await using var scenario = await HeartbeatScenario.StartAsync();
        var url = scenario.UrlOf("web.example");
        foreach (var n in Enumerable.Range(0, 300))
        {
            scenario.Pulse($"some/quite/long/name/of/a/server-{n:000}", url);
        }

        await scenario.MinutesAsync(1);
        await scenario.App.CommandAsync("heartbeats");

        scenario.Stack.ToldTo(Stack.Operator)[^1].Says().ShouldContain(" more; `/ops heartbeats web` shows those");
    }

    [Fact]
    public async Task Stands_in_the_status()
    {
        await using var scenario = await HeartbeatScenario.StartAsync();
        scenario.Keep("web-1", "web-2");
        await scenario.MinutesAsync(1);
        scenario.Stop("web-2");
        await scenario.MinutesAsync(20);

        await scenario.App.CommandAsync("status");

        var status = scenario.Stack.ToldTo(Stack.Operator)[^1].Says();
        status.ShouldContain("*Heartbeats*\n2 heartbeats · 1 silent · 1 fine");
        status.ShouldContain("💔 *web-2*: silent");
    }

    [Fact]
    public async Task Says_that_they_are_not_set_up()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);

        await app.CommandAsync("heartbeats");

        stack.Notes(Stack.Operator).ShouldHaveSingleItem().ShouldContain("Heartbeats__Bucket");
    }
}
