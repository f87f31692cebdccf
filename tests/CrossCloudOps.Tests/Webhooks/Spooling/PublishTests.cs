using CrossCloudOps.Emulators;
using CrossCloudOps.Tests.Drivers;
using CrossCloudOps.Webhooks.Receiving;
using CrossCloudOps.Webhooks.Spooling;
using static CrossCloudOps.Tests.Webhooks.Spooling.SpoolScenario;

namespace CrossCloudOps.Tests.Webhooks.Spooling;

/// <summary>Where a webhook is kept before its sender is told so.</summary>
public sealed class PublishTests
{
    [Fact]
    public async Task While_SQS_takes_them_webhooks_go_to_the_queue_and_the_store_is_only_looked_at()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartHooksAsync();

        (await app.PublishAsync("a:1")).ShouldBeOfType<PublishResult.Queued>().MessageId.ShouldBe(stack.HookQueue().Messages.ShouldHaveSingleItem().MessageId);
        var looks = Directory.Exists(stack.Folder);
        await app.PublishAsync("a:2");

        stack.Arrived().ShouldBe(["a:1", "a:2"]);
        looks.ShouldBeFalse();
    }

    [Theory]
    [InlineData("outage", 503, "ServiceUnavailable")]
    [InlineData("throttling", 400, "RequestThrottled")]
    [InlineData("a lost right", 403, "AccessDenied")]
    [InlineData("a lost queue", 400, "AWS.SimpleQueueService.NonExistentQueue")]
    [InlineData("a lost key", 400, "KMS.DisabledException")]
    public async Task Whatever_SQS_refuses_for_another_reason_than_what_is_in_it_is_spooled(string why, int status, string code)
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartHooksAsync();
        stack.Sqs.Faults.Add(new Fault(FaultKind.Answer) { Operation = "SendMessage", Status = status, Code = code });

        var first = await app.PublishAsync("a:1");
        var calls = stack.Sqs.Calls.Count("SendMessage");
        stack.Sqs.Faults.Clear();
        var second = await app.PublishAsync("a:2");
        var meanwhile = stack.Arrived();
        await app.DrainAsync();
        var third = await app.PublishAsync("a:3");

        first.ShouldBeOfType<PublishResult.Spooled>(why);
        second.ShouldBeOfType<PublishResult.Spooled>("it would overtake the first");
        stack.Sqs.Calls.Count("SendMessage").ShouldBe(calls + 1, "of a route that spools, SQS is asked about nothing");
        meanwhile.ShouldBeEmpty();
        third.ShouldBeOfType<PublishResult.Queued>();
        stack.Arrived().ShouldBe(["a:1", "a:2", "a:3"]);
        await app.ShouldBeDrainedAsync();
    }

    [Theory]
    [InlineData(FaultKind.DropBefore)]
    [InlineData(FaultKind.DropAfter)]
    public async Task What_SQS_does_not_answer_is_spooled_and_arrives_once(FaultKind drop)
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartHooksAsync();
        stack.Sqs.Faults.Add(new Fault(drop) { Operation = "SendMessage" });

        (await app.PublishAsync("a:1")).ShouldBeOfType<PublishResult.Spooled>();
        (await app.PublishAsync("a:2")).ShouldBeOfType<PublishResult.Spooled>();
        stack.Sqs.Faults.Clear();
        await app.DrainAsync();

        stack.Arrived().ShouldBe(["a:1", "a:2"]);
    }

    [Fact]
    public async Task A_hanging_SQS_leaves_time_for_the_spool_and_only_the_first_one_waits()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartHooksAsync();
        stack.Sqs.Faults.Add(new Fault(FaultKind.Delay) { Operation = "SendMessage", Delay = TimeSpan.FromMinutes(5) });

        var first = app.PublishAsync("a:1");
        await UntilAsync(() => stack.Sqs.Calls.Count("SendMessage") == 1);
        first.IsCompleted.ShouldBeFalse();
        stack.Time.Advance(TimeSpan.FromSeconds(0.9));

        (await first).ShouldBeOfType<PublishResult.Spooled>();
        (await app.PublishAsync("a:2")).ShouldBeOfType<PublishResult.Spooled>();
        stack.Sqs.Calls.Count("SendMessage").ShouldBe(1);
    }

    [Fact]
    public async Task What_SQS_refuses_for_what_is_in_it_is_refused()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartHooksAsync();

        var result = await app.PublishAsync(Webhook("a:1") with { Body = "\u0001" });

        result.ShouldBeOfType<PublishResult.Refused>().Code.ShouldBe("InvalidMessageContents");
        await app.ShouldBeDrainedAsync();
    }

    [Fact]
    public async Task Another_instance_learns_within_a_second_that_a_route_spools_and_at_once_that_it_does_no_more()
    {
        await using var stack = await Stack.StartAsync();
        await using var one = await stack.StartHooksAsync();
        await using var other = await stack.StartHooksAsync();
        await other.PublishAsync("b:1");
        stack.StopSqs();
        await one.SpoolAsync("a:1");
        stack.ResumeSqs();

        stack.Time.Advance(TimeSpan.FromSeconds(1.01));
        var behind = await other.PublishAsync("a:2");
        await one.DrainAsync();
        var direct = await other.PublishAsync("a:3");

        behind.ShouldBeOfType<PublishResult.Spooled>();
        direct.ShouldBeOfType<PublishResult.Queued>();
        stack.Arrived().ShouldBe(["b:1", "a:1", "a:2", "a:3"]);
    }

    [Fact]
    public async Task An_instance_that_only_looks_on_finds_out_that_the_spool_ended()
    {
        await using var stack = await Stack.StartAsync();
        await using var one = await stack.StartHooksAsync();
        await using var other = await stack.StartHooksAsync();
        stack.StopSqs();
        await one.SpoolAsync("a:1");
        stack.ResumeSqs();
        await other.DrainAsync();

        stack.Time.Advance(TimeSpan.FromSeconds(0.7));
        await one.PublishAsync("a:2");
        stack.Time.Advance(TimeSpan.FromSeconds(2));
        await one.PublishAsync("a:3");

        stack.Arrived().ShouldBe(["a:1", "a:2", "a:3"]);
        await one.ShouldBeDrainedAsync();
    }

    [Fact]
    public async Task Between_two_appends_an_instance_pauses_and_what_came_meanwhile_goes_together()
    {
        await using var stack = await Stack.StartAsync();
        var line = new CallLine();
        await using var app = await stack.StartHooksAsync(new SpoolLimits(), services: line.Attach);
        stack.StopSqs();
        await app.SpoolAsync("a:1");
        line.Before();

        var behind = Names(50, groups: 50).Select(name => app.PublishAsync($"b{name}")).ToList();
        await stack.Time.UntilWaitingAsync(51);
        behind.ShouldAllBe(static p => !p.IsCompleted);
        stack.Time.Advance(TimeSpan.FromMilliseconds(250));

        (await Task.WhenAll(behind)).ShouldAllBe(static r => r is PublishResult.Spooled);
        line.Calls.ShouldBe(2, "the append and the sign");
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }
}
