using CrossCloudOps.Storage;
using CrossCloudOps.Tests.Drivers;
using CrossCloudOps.Webhooks.Spooling;
using static CrossCloudOps.Tests.Webhooks.Spooling.SpoolScenario;

namespace CrossCloudOps.Tests.Webhooks.Spooling;

/// <summary>How what is spooled comes to the queue.</summary>
public sealed class DrainTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public async Task Segments_follow_one_another_and_the_order_goes_through_all_of_them(int groups)
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartHooksAsync(Short);
        var names = Names(40, groups);
        stack.StopSqs();
        await app.SpoolAsync(names);
        var segments = await app.DocumentsAsync("spool/orders/");

        stack.ResumeSqs();
        await app.DrainAsync();

        segments.Count.ShouldBeGreaterThan(10);
        segments[0].ShouldBe("spool/orders/0000000001");
        stack.Arrived().ShouldBe(names);
        await app.ShouldBeDrainedAsync();
    }

    [Fact]
    public async Task Tens_go_together_once_SQS_has_shown_itself_well()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartHooksAsync();
        stack.StopSqs();
        await app.SpoolAsync(Names(300));

        stack.ResumeSqs();
        stack.Sqs.Calls.Clear();
        await app.DrainAsync();

        stack.Arrived().ShouldBe(Names(300));
        stack.Sqs.Calls.Count("SendMessageBatch").ShouldBe(SpoolBatching.CallsBeforeTens + 20);
    }

    [Fact]
    public async Task Two_instances_spool_and_one_of_them_drains()
    {
        await using var stack = await Stack.StartAsync();
        await using var one = await stack.StartHooksAsync(Short);
        await using var other = await stack.StartHooksAsync(Short);
        stack.StopSqs();
        var names = Names(60, groups: 3);
        for (var n = 0; n < names.Count; n++)
        {
            await (n % 3 == 0 ? one : other).SpoolAsync(names[n]);
        }

        stack.ResumeSqs();
        await Task.WhenAll(one.DrainAsync(), other.DrainAsync(), one.DrainAsync());
        await other.DrainAsync();

        stack.Arrived().ShouldBe(names);
        await one.ShouldBeDrainedAsync();
    }

    [Fact]
    public async Task While_another_run_has_the_lease_nothing_is_sent()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartHooksAsync();
        stack.StopSqs();
        await app.SpoolAsync("a:1");
        stack.ResumeSqs();
        var lease = await app.Get<Leases>().TryAcquireAsync("spool-orders", default);

        await app.DrainAsync();
        var meanwhile = stack.Arrived();
        await lease!.ReleaseAsync(null);
        await app.DrainAsync();

        meanwhile.ShouldBeEmpty();
        stack.Arrived().ShouldBe(["a:1"]);
    }

    [Fact]
    public async Task A_run_whose_time_is_over_stops_and_the_next_one_goes_on_where_it_was()
    {
        await using var stack = await Stack.StartAsync();
        var sent = 0;
        await using var app = await stack.StartHooksAsync(services: services => services.Answer(_ =>
        {
            sent++;
            stack.Time.Advance(TimeSpan.FromSeconds(10));
            return new HashSet<string>();
        }));
        stack.StopSqs();
        await app.SpoolAsync(Names(60));
        stack.ResumeSqs();

        var arrived = new List<int>();
        for (var run = 0; run < 3; run++)
        {
            await app.DrainAsync();
            arrived.Add(stack.Arrived().Count);
        }

        arrived.ShouldBe([24, 48, 60]);
        sent.ShouldBe(60, "a cursor that was moved is gone on from");
        stack.Arrived().ShouldBe(Names(60));
    }

    [Fact]
    public async Task Large_webhooks_are_drained_part_by_part()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartHooksAsync();
        stack.StopSqs();
        var bodies = Names(13, groups: 3).Select(static name => name + new string('é', 400_000)).ToList();
        foreach (var (name, body) in Names(13, groups: 3).Zip(bodies))
        {
            await app.PublishAsync(Webhook(name) with { Body = body });
        }

        stack.ResumeSqs();
        await app.DrainAsync();

        stack.Arrived().ShouldBe(bodies);
        await app.ShouldBeDrainedAsync();
    }
}
