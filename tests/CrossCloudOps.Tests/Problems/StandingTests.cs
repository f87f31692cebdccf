using CrossCloudOps.Problems;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.Problems;

/// <summary>What people say about a problem itself: at it, muted; and what time does to it.</summary>
public sealed class StandingTests
{
    private const string Body = """{"type":"OrderPlaced","id":1}""";

    [Fact]
    public async Task A_day_without_anybody_at_it_brings_one_reminder_a_day_in_thread_and_channel()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await OpenAsync(stack);

        await DaysAsync(app, stack, 2.5);

        var reminders = stack.Thread;
        reminders.Count.ShouldBe(2);
        reminders.ShouldAllBe(static m => m.ReplyBroadcast);
        reminders[0].Says().ShouldContain("Still open for 1 d 0 h, and nobody acknowledged it: *OrderPlaced*");
        reminders[1].Says().ShouldContain("Still open for 2 d 0 h");
    }

    [Fact]
    public async Task Reminders_that_came_due_while_nothing_ran_are_one()
    {
        await using var stack = await Stack.StartAsync();
        await using (var app = await OpenAsync(stack))
        {
            stack.Time.Advance(TimeSpan.FromDays(5));
        }

        await using var next = await AppInstance.StartAsync(stack);
        await next.SettleAsync();

        stack.Thread.ShouldHaveSingleItem().Says().ShouldContain("Still open for 5 d 0 h");
    }

    [Fact]
    public async Task Who_is_at_it_stands_on_the_message_and_is_not_reminded_until_it_comes_back()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await OpenAsync(stack);

        await app.PressAsync(AcknowledgeAction.Id);

        stack.OnlyShown.Says().ShouldContain($"👀 <@{Stack.Operator}> is at it since");
        await DaysAsync(app, stack, 3);
        stack.Thread.ShouldBeEmpty();
        await app.SendBackAsync();
        await app.SettleAsync();
        stack.Time.Advance(TimeSpan.FromDays(1));
        stack.Seed(Body);
        await app.SettleAsync();
        stack.Shown[^1].Says().ShouldContain("came back");
        stack.Shown[^1].Says().ShouldNotContain("is at it");
    }

    [Fact]
    public async Task A_muted_problem_is_counted_in_place_and_tells_nothing_new_until_the_mute_is_over()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await OpenAsync(stack);

        await app.PressAsync(MuteAction.Id, value: "86400");

        stack.OnlyShown.Says().ShouldContain($"🔇 muted by <@{Stack.Operator}> until");
        stack.Seed("""{"type":"OrderPlaced","id":2}""", """{"type":"OrderPlaced","id":3}""");
        await app.SettleAsync();
        stack.OnlyShown.Text.ShouldBe("3 dead letters in orders-dlq: OrderPlaced");
        stack.Thread.ShouldBeEmpty();

        await DaysAsync(app, stack, 1.1);

        stack.OnlyShown.Says().ShouldNotContain("muted");
        stack.Thread.Count(static m => !m.ReplyBroadcast).ShouldBe(3);
    }

    [Fact]
    public async Task The_resolution_of_a_muted_problem_is_said_and_its_return_alerts_nobody()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await OpenAsync(stack);
        await app.PressAsync(MuteAction.Id, value: "604800");
        await app.SettleAsync();

        await app.SendBackAsync();
        await app.SettleAsync();

        stack.OnlyShown.Text.ShouldStartWith("Dealt with");
        stack.Time.Advance(TimeSpan.FromHours(30));
        stack.Seed(Body);
        await app.SettleAsync();
        stack.OnlyShown.Text.ShouldBe("Dead letter in orders-dlq: OrderPlaced");
        stack.OnlyShown.Says().ShouldContain("came back");
    }

    [Fact]
    public async Task Unmute_ends_a_mute()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await OpenAsync(stack);
        await app.PressAsync(MuteAction.Id, value: "86400");

        await app.PressAsync(UnmuteAction.Id);

        stack.OnlyShown.Says().ShouldNotContain("muted");
        (await AuditAsync(app)).ShouldContain("\"action\":\"mute\"");
        (await AuditAsync(app)).ShouldContain("\"action\":\"unmute\"");
    }

    [Fact]
    public async Task Six_hours_without_a_new_one_are_said_and_a_new_one_ends_the_quiet()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await OpenAsync(stack);

        await DaysAsync(app, stack, 0.3);

        stack.OnlyShown.Says().ShouldContain("🌙 quiet: none came in since");
        stack.Seed("""{"type":"OrderPlaced","id":2}""");
        await app.SettleAsync();
        stack.OnlyShown.Says().ShouldNotContain("quiet");
    }

    [Fact]
    public async Task What_is_due_stands_in_few_documents_however_often_the_problem_is_seen()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await OpenAsync(stack);

        for (var n = 2; n < 40; n++)
        {
            stack.Seed($$"""{"type":"OrderPlaced","id":{{n}}}""");
            await app.SettleAsync(1);
            stack.Time.Advance(TimeSpan.FromMinutes(3));
        }

        (await app.Store.ListAsync("due/", default).ToListAsync()).Count.ShouldBeLessThanOrEqualTo(2);
    }

    private static async Task<AppInstance> OpenAsync(Stack stack)
    {
        var app = await AppInstance.StartAsync(stack);
        stack.Seed(Body);
        await app.SettleAsync();
        return app;
    }

    private static async Task DaysAsync(AppInstance app, Stack stack, double days)
    {
        for (var hour = 0; hour < days * 24; hour++)
        {
            stack.Time.Advance(TimeSpan.FromHours(1));
            await app.NotifyAsync();
            await app.NotifyAsync();
        }
    }

    private static async Task<string> AuditAsync(AppInstance app)
    {
        var days = await app.Store.ListAsync("audit/", default).ToListAsync();
        var lines = await Task.WhenAll(days.Select(d => app.Store.ReadAsync(d.Name, default)));
        return string.Concat(lines.Select(static d => System.Text.Encoding.UTF8.GetString(d!.Content.Span)));
    }
}
