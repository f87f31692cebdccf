using CrossCloudOps.Tests.Drivers;
using CrossCloudOps.Webhooks.Receiving;
using static CrossCloudOps.Tests.Webhooks.Spooling.SpoolScenario;

namespace CrossCloudOps.Tests.Webhooks.Spooling;

/// <summary>SQS takes nothing, and the store not everything either.</summary>
public sealed class SpoolTroubleTests
{
    [Fact]
    public async Task What_the_store_does_not_take_is_unavailable_and_nothing_of_it_is_left()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartHooksAsync(services: Interrupt);
        stack.StopSqs();
        await app.SpoolAsync("a:1");

        app.LineOf().BeforeEachCall = static () => throw new IOException("No space left on device");
        var refused = await app.PublishAsync("a:2");
        app.LineOf().BeforeEachCall = static () => Task.CompletedTask;
        await app.SpoolAsync("a:3");
        stack.ResumeSqs();
        await app.DrainAsync();

        refused.ShouldBeOfType<PublishResult.Unavailable>();
        stack.Arrived().ShouldBe(["a:1", "a:3"]);
    }

    [Fact]
    public async Task What_the_store_took_without_saying_so_is_unavailable_and_arrives_once_when_it_is_sent_again()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartHooksAsync(services: Interrupt);
        stack.StopSqs();
        await app.SpoolAsync("a:1");

        app.LineOf().BeforeEachAnswer = static () => throw new IOException("Connection reset by peer");
        var lost = await app.PublishAsync("a:2");
        app.LineOf().BeforeEachAnswer = static () => Task.CompletedTask;
        await app.SpoolAsync("a:2", "a:3");
        stack.ResumeSqs();
        await app.DrainAsync();

        lost.ShouldBeOfType<PublishResult.Unavailable>();
        stack.Arrived().ShouldBe(["a:1", "a:2", "a:3"]);
    }

    [Fact]
    public async Task While_nobody_can_say_whether_a_route_spools_nothing_goes_past_a_spool_that_may_be_there()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartHooksAsync(services: Interrupt);
        await app.PublishAsync("a:1");

        app.LineOf().BeforeEachCall = static () => throw new IOException("Unreachable");
        stack.Time.Advance(TimeSpan.FromSeconds(1.01));
        var unknown = await app.PublishAsync("a:2");
        app.LineOf().BeforeEachCall = static () => Task.CompletedTask;
        var known = await app.PublishAsync("a:2");

        unknown.ShouldBeOfType<PublishResult.Unavailable>();
        known.ShouldBeOfType<PublishResult.Queued>();
    }

    [Fact]
    public async Task A_store_that_hangs_is_waited_for_no_longer_than_a_sender_waits()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartHooksAsync(services: Interrupt);
        stack.StopSqs();
        await app.SpoolAsync("a:1");
        var (asked, released) = (new TaskCompletionSource(), new TaskCompletionSource());
        app.LineOf().BeforeEachCall = () =>
        {
            asked.TrySetResult();
            return released.Task;
        };

        var first = app.PublishAsync("a:2");
        await asked.Task;
        var behind = app.PublishAsync("a:3");
        stack.Time.Advance(TimeSpan.FromSeconds(1.5));
        var results = await Task.WhenAll(first, behind);
        released.SetResult();
        await app.SpoolAsync("a:4");
        stack.ResumeSqs();
        await app.DrainAsync();

        results.ShouldAllBe(static r => r is PublishResult.Unavailable);
        // What was under way may have become durable; what its sender gave up before that is not written any more.
        stack.Arrived().Except(["a:2"]).ShouldBe(["a:1", "a:4"]);
        stack.Arrived().ShouldBeInOrder();
    }

    [Fact]
    public async Task What_arrives_while_an_append_is_under_way_goes_together_and_fails_together()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartHooksAsync(services: Interrupt);
        stack.StopSqs();
        await app.SpoolAsync("a:0");
        var calls = 0;
        TaskCompletionSource[] gates = [new(), new()];
        app.LineOf().BeforeEachCall = async () =>
        {
            // An append, its sign; an append that fails; an append, its sign.
            switch (Interlocked.Increment(ref calls))
            {
                case 1:
                    await gates[0].Task;
                    break;
                case 3:
                    await gates[1].Task;
                    throw new IOException("No space left on device");
                default:
                    break;
            }
        };

        var first = app.PublishAsync("a:1");
        await UntilAsync(() => calls == 1);
        var second = Names(40, groups: 20).Select(name => app.PublishAsync($"x{name}")).ToList();
        gates[0].SetResult();
        await UntilAsync(() => calls == 3);
        var third = Names(40, groups: 20).Select(name => app.PublishAsync($"y{name}")).ToList();
        gates[1].SetResult();
        await Task.WhenAll([first, .. second, .. third]);

        calls.ShouldBe(5);
        (await first).ShouldBeOfType<PublishResult.Spooled>();
        (await Task.WhenAll(second)).ShouldAllBe(static r => r is PublishResult.Unavailable);
        (await Task.WhenAll(third)).ShouldAllBe(static r => r is PublishResult.Spooled);
        app.LineOf().BeforeEachCall = static () => Task.CompletedTask;
        stack.ResumeSqs();
        await app.DrainAsync();
        stack.Arrived().ShouldBe(["a:0", "a:1", .. Names(40, groups: 20).Select(static n => $"y{n}")]);
    }

    [Fact]
    public async Task Torn_lines_are_set_aside_and_the_rest_goes_on()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartHooksAsync();
        stack.StopSqs();
        await app.SpoolAsync("a:1");
        await app.Store.AppendAsync("spool/orders/0000000001", "\n{\"id\":\"torn\",\"webhook\":{\"bo"u8.ToArray(), default);
        await app.SpoolAsync("a:2", "a:3");
        await app.Store.AppendAsync("spool/orders/0000000001", "\n{\"id\":\"torn at the end"u8.ToArray(), default);

        stack.ResumeSqs();
        await app.DrainAsync();
        await app.NotifyAsync();

        stack.Arrived().ShouldBe(["a:1", "a:2", "a:3"]);
        await app.ShouldBeDrainedAsync();
        (await app.DocumentsAsync("unreadable/spool-torn/orders/")).Count.ShouldBe(2);
        stack.OnlyShown.Text.ShouldBe("🧩 2 stored documents cannot be read");
        stack.Log.ToString().ShouldContain("in the spool of orders is no webhook");
    }

    [Fact]
    public async Task A_webhook_that_no_append_can_hold_is_unavailable()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartHooksAsync();
        stack.StopSqs();

        // Each of these is six bytes in JSON.
        var result = await app.PublishAsync(Webhook("a:1") with { Body = new string('\u007f', 800_000) });
        await app.SpoolAsync("a:2");

        result.ShouldBeOfType<PublishResult.Unavailable>();
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }
}
