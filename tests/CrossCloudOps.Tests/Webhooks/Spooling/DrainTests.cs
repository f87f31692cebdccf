using System.Text;
using CrossCloudOps.Emulators;
using CrossCloudOps.Storage;
using CrossCloudOps.Tests.Drivers;
using CrossCloudOps.Webhooks.Receiving;
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

    [Theory]
    [InlineData(600, false)]
    [InlineData(600, true)]
    [InlineData(1_000_000, false)]
    [InlineData(1_000_000, true)]
    public async Task What_others_take_in_at_any_moment_while_it_is_drained_arrives_behind_the_others(long segment, bool sqsFails)
    {
        var limits = Unpaced with { Segment = segment };
        var calls = await CallsOfADrainAsync(limits);

        // The end of the spool always.
        foreach (var call in Deaths.In(calls).Union(Enumerable.Range(calls - 5, 6)))
        {
            await using var stack = await Stack.StartAsync();
            var line = new CallLine();
            await using var app = await stack.StartHooksAsync(limits, services: line.Attach);
            await using var other = await stack.StartHooksAsync(limits);
            await using var third = await stack.StartHooksAsync(limits);
            stack.StopSqs();
            await other.SpoolAsync(Names(6, groups: 2));
            stack.ResumeSqs();

            var late = 0;
            line.Before((call, TakeInAsync));
            await app.DrainAsync();
            stack.Time.Advance(TimeSpan.FromSeconds(1.01));
            await third.PublishAsync($"a:{90000 + late++}");
            await app.DrainAsync();

            stack.Arrived().Count.ShouldBe(6 + late, $"before call {call}");
            stack.Arrived().ShouldBeInOrder($"before call {call}");
            await app.ShouldBeDrainedAsync($"before call {call}");

            async Task TakeInAsync()
            {
                if (sqsFails)
                {
                    stack.StopSqs();
                }

                await other.PublishAsync($"a:{90000 + late++}");
                stack.ResumeSqs();
            }
        }
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

    [Fact]
    public async Task A_cursor_of_a_spool_that_is_gone_skips_nothing_of_the_next_one()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartHooksAsync();
        await app.Get<SpoolCursors>().SaveAsync(RouteKey, new SpoolCursor { Segment = 1, Mark = "of another", Offset = 500 }, null);
        stack.StopSqs();
        await app.SpoolAsync(Names(5));

        stack.ResumeSqs();
        await app.DrainAsync();

        stack.Arrived().ShouldBe(Names(5));
        await app.ShouldBeDrainedAsync();
    }

    [Fact]
    public async Task A_cursor_that_cannot_be_read_is_set_aside_and_nothing_is_lost()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartHooksAsync();
        stack.StopSqs();
        await app.SpoolAsync(Names(5));
        await app.Store.WriteAsync("spool-cursor/orders", "{"u8.ToArray(), default);

        stack.ResumeSqs();
        await app.DrainAsync();

        stack.Arrived().ShouldBe(Names(5));
        (await app.DocumentsAsync("unreadable/spool-cursor/")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_daily_sweep_removes_cursors_whose_spool_is_gone_and_no_others()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartHooksAsync();
        await app.Get<SpoolCursors>().SaveAsync(RouteKey, new SpoolCursor { Segment = 1, Mark = "m", Offset = 500 }, null);
        await app.Get<SpoolCursors>().SaveAsync("gone", new SpoolCursor { Segment = 1, Mark = "m", Offset = 500 }, null);
        stack.StopSqs();
        await app.SpoolAsync("a:1");

        await app.SweepAsync();

        (await app.DocumentsAsync("spool-cursor/")).ShouldBe(["spool-cursor/orders"]);
    }

    [Fact]
    public async Task A_sign_without_a_segment_keeps_nothing_from_SQS_and_goes_with_the_next_run()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartHooksAsync();
        await app.Store.WriteAsync(SpoolSign.Name(RouteKey), default, default);

        var result = await app.PublishAsync("a:1");
        await app.DrainAsync();

        result.ShouldBeOfType<PublishResult.Queued>();
        await app.ShouldBeDrainedAsync();
    }

    [Fact]
    public async Task A_segment_without_a_sign_is_drained_too()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartHooksAsync();
        stack.StopSqs();
        await app.SpoolAsync("a:1");
        await app.Store.DeleteAsync(SpoolSign.Name(RouteKey), null, default);

        stack.ResumeSqs();
        await app.DrainAsync();

        stack.Arrived().ShouldBe(["a:1"]);
        await app.ShouldBeDrainedAsync();
    }

    [Fact]
    public async Task An_empty_segment_ends_the_spool_too()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartHooksAsync();
        await app.Store.AppendAsync("spool/orders/0000000001", default, default);

        await app.DrainAsync();

        await app.ShouldBeDrainedAsync();
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

    private static async Task<int> CallsOfADrainAsync(SpoolLimits limits)
    {
        await using var stack = await Stack.StartAsync();
        var line = new CallLine();
        await using var app = await stack.StartHooksAsync(limits, services: line.Attach);
        stack.StopSqs();
        await app.SpoolAsync(Names(6, groups: 2));
        stack.ResumeSqs();
        line.Before();
        await app.DrainAsync();
        return line.Calls;
    }
}
