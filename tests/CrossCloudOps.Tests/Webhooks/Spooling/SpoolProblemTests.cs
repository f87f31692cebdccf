using CrossCloudOps.Emulators;
using CrossCloudOps.Problems;
using CrossCloudOps.Tests.Drivers;
using CrossCloudOps.Webhooks.Spooling;
using static CrossCloudOps.Tests.Webhooks.Spooling.SpoolScenario;

namespace CrossCloudOps.Tests.Webhooks.Spooling;

/// <summary>What Slack says while webhooks wait.</summary>
public sealed class SpoolProblemTests
{
    [Fact]
    public async Task While_SQS_takes_none_one_message_says_how_many_wait_and_why_until_they_are_through()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartHooksAsync();
        stack.StopSqs();
        await app.SpoolAsync(Names(3));
        await RunAsync(stack, app);
        var first = stack.OnlyShown.Says();
        await app.SpoolAsync(Names(1234).Skip(3));
        await RunAsync(stack, app);
        var second = stack.OnlyShown.Says();

        stack.ResumeSqs();
        await RunAsync(stack, app);

        first.ShouldContain("Webhooks of orders wait here: 3");
        first.ShouldContain("SQS does not take them for `order-hooks.fifo`: `AccessDenied`");
        second.ShouldContain("Webhooks of orders wait here: 1,234");
        stack.OnlyShown.Says().ShouldContain("Webhooks of orders wait here: resolved");
        stack.OnlyShown.Says().ShouldContain("All are in their queue, in their order.");
    }

    [Fact]
    public async Task What_the_next_run_mends_is_not_told()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartHooksAsync();
        stack.Sqs.Faults.Add(new Fault(FaultKind.Answer) { Operation = "SendMessage", Status = 403, Code = "AccessDenied", Times = 1 });
        await app.SpoolAsync("a:1");

        await RunAsync(stack, app);

        stack.Shown.ShouldBeEmpty();
        stack.Arrived().ShouldBe(["a:1"]);
    }

    [Fact]
    public async Task An_outage_that_comes_back_opens_the_problem_again()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartHooksAsync();

        for (var outage = 1; outage <= 2; outage++)
        {
            stack.StopSqs();
            await app.SpoolAsync($"a:{outage}");
            await RunAsync(stack, app);
            stack.ResumeSqs();
            await RunAsync(stack, app);
            stack.Time.Advance(TimeSpan.FromHours(2));
        }

        stack.Shown.Select(static m => m.Text).ShouldBe(["Webhooks of orders wait here: resolved", "Webhooks of orders wait here: resolved"]);
    }

    [Fact]
    public async Task Webhooks_of_a_route_that_was_removed_are_told_and_go_on_when_it_is_back()
    {
        await using var stack = await Stack.StartAsync();
        stack.StopSqs();
        await using (var before = await stack.StartHooksAsync())
        {
            await before.SpoolAsync(Names(5));
        }

        stack.ResumeSqs();
        await using (var without = await stack.StartHooksAsync(settings: new Dictionary<string, string?>
        {
            ["Webhooks:Routes:other:QueueUrl"] = stack.HookQueue().Url,
            ["Webhooks:Routes:other:Signature:Scheme"] = "None",
            ["Webhooks:Routes:orders:QueueUrl"] = null,
            ["Webhooks:Routes:orders:Signature:Scheme"] = null,
        }))
        {
            await RunAsync(stack, without);
            stack.OnlyShown.Says().ShouldContain("Webhooks of orders wait here: 5");
            stack.OnlyShown.Says().ShouldContain("No route has this key any more.");
        }

        await using var after = await stack.StartHooksAsync();
        await RunAsync(stack, after);

        stack.Arrived().ShouldBe(Names(5));
        stack.OnlyShown.Text.ShouldBe("Webhooks of orders wait here: resolved");
    }

    [Fact]
    public async Task More_than_64_MiB_are_not_counted_to_the_end()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartHooksAsync();
        stack.StopSqs();
        await app.SpoolAsync("a:1");
        var line = (byte[])[.. Enumerable.Repeat((byte)'x', 1024 * 1024), (byte)'\n'];
        for (var n = 0; n < 80; n++)
        {
            await app.Store.AppendAsync("spool/orders/0000000002", line, default);
        }

        await RunAsync(stack, app);

        stack.OnlyShown.Says().ShouldContain("Webhooks of orders wait here: more than 6");
    }

    [Theory]
    [InlineData("spool.open.json", true, false)]
    [InlineData("spool.draining.json", false, false)]
    [InlineData("spool.resolved.json", true, true)]
    public async Task The_message_is_as_it_was_approved(string file, bool fails, bool resolved)
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartHooksAsync();
        var kind = app.Get<SpoolProblems>();
        var at = stack.Time.GetUtcNow();
        var route = app.Get<CrossCloudOps.Webhooks.WebhookRoutes>().ByKey(RouteKey);
        await kind.WaitAsync(RouteKey, route, new SpoolCount(12_345, IsAll: true), fails ? new("RequestThrottled", "Rate exceeded <3.", IsTransient: true, IsCertain: true) : null, default);
        var problem = (await app.Get<ProblemBook>().ReadAsync("spool/orders", default))!;

        var message = await kind.ComposeAsync(resolved ? problem.Resolved(at.AddMinutes(12)) : problem, at.AddMinutes(20), default);

        SlackApproved.ShouldBe(file, message);
    }

    /// <summary>What the timers do, and the quarter of a minute after it.</summary>
    private static async Task RunAsync(Stack stack, AppInstance app)
    {
        await app.DrainAsync();
        await app.NotifyAsync();
        stack.Time.Advance(TimeSpan.FromSeconds(20));
    }
}
