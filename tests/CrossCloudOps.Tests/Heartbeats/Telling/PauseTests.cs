using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.Heartbeats.Telling;

/// <summary>The button "Pause for 1h", for maintenance.</summary>
public sealed class PauseTests
{
    [Fact]
    public async Task Pauses_for_an_hour_and_still_says_when_it_is_over()
    {
        await using var scenario = await HeartbeatScenario.StartAsync();
        scenario.Keep("web-1");
        await scenario.MinutesAsync(15);
        scenario.Stop("web-1");
        await scenario.MinutesAsync(15);

        await scenario.App.PressAsync("heartbeats.pause");
        await scenario.MinutesAsync(5);
        scenario.Told.ShouldHaveSingleItem().ShouldContain("muted by <@U0OPERATOR>");
        scenario.Keep("web-1");
        await scenario.MinutesAsync(12);

        scenario.Told.ShouldHaveSingleItem().ShouldContain("web-1 is back");
    }

    [Fact]
    public async Task Alerts_once_when_a_pause_is_over_and_the_trouble_is_not()
    {
        await using var scenario = await HeartbeatScenario.StartAsync();
        scenario.Keep("web-1");
        await scenario.MinutesAsync(1);
        scenario.Stop("web-1");
        await scenario.MinutesAsync(17);

        await scenario.App.PressAsync("heartbeats.pause");
        await scenario.MinutesAsync(55);
        scenario.Stack.Thread.ShouldBeEmpty();
        await scenario.MinutesAsync(15);

        scenario.Stack.Thread.ShouldHaveSingleItem().Says().ShouldBe("🔔 The pause is over, and it is still so: *web-1 does not pulse any more*");
        scenario.Told[0].ShouldNotContain("muted");
    }
}
