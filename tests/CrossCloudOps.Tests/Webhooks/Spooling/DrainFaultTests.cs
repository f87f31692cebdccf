using System.Text;
using CrossCloudOps.Emulators;
using CrossCloudOps.Tests.Drivers;
using static CrossCloudOps.Tests.Webhooks.Spooling.SpoolScenario;

namespace CrossCloudOps.Tests.Webhooks.Spooling;

/// <summary>SQS fails, throttles or refuses what is drained.</summary>
public sealed class DrainFaultTests
{
    [Fact]
    public async Task When_SQS_fails_or_throttles_the_run_ends_and_the_next_one_goes_on()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartHooksAsync(services: static services => services.Answer(static _ => new HashSet<string>()));
        stack.StopSqs();
        await app.SpoolAsync(Names(30, groups: 30 / 5));
        stack.ResumeSqs();
        var arrived = new List<int>();

        foreach (var fault in new[]
        {
            new Fault(FaultKind.Answer) { Status = 400, Code = "RequestThrottled" },
            new Fault(FaultKind.DropBefore),
            new Fault(FaultKind.DropAfter),
            new Fault(FaultKind.Answer) { Status = 503, Code = "ServiceUnavailable" },
        })
        {
            stack.Sqs.Faults.Add(fault with { Operation = "SendMessageBatch", Times = 1 });
            stack.Sqs.Calls.Clear();
            await app.DrainAsync();
            stack.Sqs.Calls.Count("SendMessageBatch").ShouldBe(1);
            arrived.Add(stack.Arrived().Count);
        }

        await app.DrainAsync();

        arrived.ShouldBe([0, 0, 6, 6]);
        stack.Arrived().ShouldBe(Names(30, groups: 6));
        await app.ShouldBeDrainedAsync();
    }

    [Fact]
    public async Task What_SQS_fails_in_a_batch_is_not_overtaken_by_its_group_nor_does_anything_arrive_twice()
    {
        await using var stack = await Stack.StartAsync();
        var random = new Random(20261122);
        await using var app = await stack.StartHooksAsync(
            Short, services: services => services.Answer(request => request.Entries.Where(_ => random.Next(4) == 0).Select(static e => e.Id).ToHashSet()));
        stack.StopSqs();
        await app.SpoolAsync(Names(120, groups: 12));
        stack.ResumeSqs();

        for (var run = 0; run < 200 && stack.Arrived().Count < 120; run++)
        {
            await app.DrainAsync();
        }

        stack.Arrived().Count.ShouldBe(120);
        stack.Arrived().ShouldBeInOrder();
        stack.Log.ToString().ShouldNotContain("could not be drained");
    }

    [Fact]
    public async Task What_SQS_refuses_for_what_is_in_it_is_kept_and_told_and_stops_nothing()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartHooksAsync();
        stack.StopSqs();
        await app.SpoolAsync("a:1", "b:1");
        await app.PublishAsync(Webhook("a:2") with { Body = "forbidden: \u0001" });
        await app.SpoolAsync("a:3", "b:2");
        stack.ResumeSqs();

        await app.DrainAsync();
        await app.NotifyAsync();
        var shown = stack.OnlyShown.Says();
        var kept = (await app.DocumentsAsync("spool-refused/orders/")).ShouldHaveSingleItem();
        var document = Encoding.UTF8.GetString((await app.Store.ReadAsync(kept, default))!.Content.Span);
        await app.Store.DeleteAsync(kept, null, default);
        stack.Time.Advance(TimeSpan.FromDays(1.1));
        await app.SweepAsync();
        await app.NotifyAsync();

        stack.Arrived().ShouldBe(["a:1", "b:1", "a:3", "b:2"]);
        shown.ShouldStartWith("🚫 Webhooks of orders were refused by SQS: 1");
        shown.ShouldContain("`InvalidMessageContents`");
        document.ShouldContain("forbidden: \\u0001");
        document.ShouldContain("id-a:2");
        stack.OnlyShown.Text.ShouldBe("✅ Webhooks of orders were refused by SQS: none is left");
        await app.ShouldBeDrainedAsync();
    }

    [Fact]
    public async Task When_SQS_refuses_a_whole_batch_for_one_of_its_entries_the_others_go_one_by_one()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartHooksAsync();
        stack.StopSqs();
        await app.SpoolAsync(Names(8, groups: 8));
        await app.PublishAsync(Webhook("x:1") with { GroupId = "" });
        await app.SpoolAsync(Names(8, groups: 8).Select(static n => $"y{n}"));
        stack.ResumeSqs();
        stack.Sqs.Faults.Add(new Fault(FaultKind.Answer) { Operation = "SendMessageBatch", Times = 1, Status = 400, Code = "InvalidParameterValue" });

        await app.DrainAsync();

        stack.Arrived().ShouldBe([.. Names(8, groups: 8), .. Names(8, groups: 8).Select(static n => $"y{n}")]);
        (await app.DocumentsAsync("spool-refused/orders/")).Count.ShouldBe(1);
        await app.ShouldBeDrainedAsync();
    }
}
