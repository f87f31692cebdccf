using CrossCloudOps.Tests.Drivers;
using CrossCloudOps.Webhooks.Receiving;
using CrossCloudOps.Webhooks.Spooling;
using static CrossCloudOps.Tests.Webhooks.Spooling.SpoolScenario;

namespace CrossCloudOps.Tests.Webhooks.Spooling;

/// <summary>How a spool ends, whoever comes in between, and what a death at its end leaves behind.</summary>
public sealed class SpoolEndTests
{
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
