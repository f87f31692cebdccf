using CrossCloudOps.Emulators;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.Slack;

public sealed class SlowOperatorsTests
{
    [Fact]
    public async Task A_press_that_could_not_be_stored_in_time_is_not_answered_as_if_it_were()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack, new Dictionary<string, string?> { ["Slack:Operators"] = "S0GROUP" });
        stack.Seed("mine");
        await app.CollectAndNotifyAsync();
        stack.Slack.Faults.Add(new Fault(FaultKind.Delay) { Operation = "usergroups.users.list", Delay = TimeSpan.FromSeconds(20) });

        var pressed = await app.SendBackAsync();

        pressed.Status.ShouldBe(503);
        stack.SourceQueue.Messages.ShouldBeEmpty();
        (await app.Store.ListAsync("jobs/", default).ToListAsync()).ShouldBeEmpty();
    }
}
