using CrossCloudOps.Tests.Drivers;
using CrossCloudOps.Webhooks.Receiving;
using static CrossCloudOps.Tests.Webhooks.Spooling.SpoolScenario;

namespace CrossCloudOps.Tests.Webhooks.Spooling;

/// <summary>
/// The process dies at the calls that it makes to the outside (see <see cref="Deaths"/>), before the call took effect or after it; another
/// one is started on what is left.
/// </summary>
public sealed class SpoolCrashTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wherever_it_dies_while_taking_in_what_was_accepted_arrives_once_and_in_order(bool afterEffect)
    {
        var count = CrashPoint.None;
        await TakeInAsync(count, "count");

        foreach (var call in Deaths.In(count.Calls))
        {
            await TakeInAsync(new CrashPoint(call, afterEffect), $"died at call {call}");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wherever_it_dies_while_draining_all_arrives_once_and_in_order(bool afterEffect)
    {
        var count = CrashPoint.None;
        await DrainAsync(count, "count");

        foreach (var call in Deaths.In(count.Calls))
        {
            await DrainAsync(new CrashPoint(call, afterEffect), $"died at call {call}");
        }
    }

    /// <summary>Some directly, some while SQS is down, some when it is back and the spool is not drained yet.</summary>
    private static async Task TakeInAsync(CrashPoint crash, string because)
    {
        await using var stack = await Stack.StartAsync();
        var accepted = new List<string>();
        await using (var dying = await stack.StartHooksAsync(Short, crash))
        {
            foreach (var (name, n) in Names(12, groups: 2).Select(static (name, n) => (name, n)))
            {
                if (n == 3)
                {
                    stack.StopSqs();
                }
                else if (n == 9)
                {
                    stack.ResumeSqs();
                    stack.Time.Advance(TimeSpan.FromSeconds(2));
                }

                if (await ResultAsync(dying, name) is PublishResult.Queued or PublishResult.Spooled)
                {
                    accepted.Add(name);
                }
            }
        }

        stack.ResumeSqs();
        await using var next = await stack.StartHooksAsync(Short);
        await next.DrainAsync();
        (await next.PublishAsync("a:99999")).ShouldBeOfType<PublishResult.Queued>(because);

        accepted.Except(stack.Arrived()).ShouldBeEmpty(because);
        stack.Arrived().ShouldBeInOrder(because);
        await next.ShouldBeDrainedAsync(because);
    }

    private static async Task DrainAsync(CrashPoint crash, string because)
    {
        await using var stack = await Stack.StartAsync();
        var names = Names(14, groups: 3);
        stack.StopSqs();
        await using (var first = await stack.StartHooksAsync(Short))
        {
            await first.SpoolAsync(names.Take(7));
            await first.PublishAsync(Webhook("a:bad") with { Body = "\u0001" });
            await first.Store.AppendAsync((await first.DocumentsAsync("spool/orders/0"))[^1], "\n{\"id\":\"torn"u8.ToArray(), default);
            await first.SpoolAsync(names.Skip(7));
            await first.DrainAsync();
            await first.NotifyAsync();
            // Nobody looks at the problem any more until somebody changes it.
            stack.Time.Advance(TimeSpan.FromMinutes(2));
            await first.NotifyAsync();
            (await first.DocumentsAsync("changed/")).ShouldBeEmpty();
        }

        stack.ResumeSqs();
        await using (var dying = await stack.StartHooksAsync(Short, crash))
        {
            await TryAsync(dying.DrainAsync);
        }

        stack.Time.Advance(TimeSpan.FromSeconds(61));
        await using var next = await stack.StartHooksAsync(Short);
        await next.DrainAsync();
        await next.NotifyAsync();

        stack.Arrived().ShouldBe(names, because);
        (await next.DocumentsAsync("spool-refused/")).Count.ShouldBe(1, because);
        (await next.DocumentsAsync("unreadable/")).Count.ShouldBe(1, because);
        (await next.DocumentsAsync("spool/")).ShouldBeEmpty(because);
        stack.Shown.Select(static m => m.Text).ShouldBe(
            ["Webhooks of orders wait here: resolved", "🚫 Webhooks of orders were refused by SQS: 1", "🧩 1 stored document cannot be read"], ignoreOrder: true, because);
    }

    private static async Task<PublishResult?> ResultAsync(AppInstance app, string name)
    {
        try
        {
            return await app.PublishAsync(name);
        }
        catch (ProcessDiedException)
        {
            return null;
        }
    }

    private static async Task TryAsync(Func<Task> run)
    {
        try
        {
            await run();
        }
        catch (ProcessDiedException)
        {
        }
    }
}
