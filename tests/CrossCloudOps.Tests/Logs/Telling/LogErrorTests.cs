using CrossCloudOps.Problems;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.Logs.Telling;

/// <summary>What people read of an error over its life, and what they say of it.</summary>
public sealed class LogErrorTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Quiet = TimeSpan.FromHours(6.1);

    [Fact]
    public async Task A_new_error_says_so_on_the_phone_too_and_counts_in_place()
    {
        await using var logs = await LogScenario.StartAsync();
        await PutAsync(logs, 17);

        logs.Stack.OnlyShown.Text.ShouldBe("New error in /aws/lambda/orders: cannot save the order 17");
        logs.Stack.OnlyShown.Says().ShouldContain("`/aws/lambda/orders`\n🆕 new, first ");
        logs.Stack.OnlyShown.Says().ShouldNotContain("by hour");
        await PutAsync(logs, 18, 19);

        logs.Stack.OnlyShown.Text.ShouldBe("New error, 3 times in /aws/lambda/orders: cannot save the order 18");
        logs.Stack.OnlyShown.Says().ShouldContain("*3 times* from ");
        logs.Stack.OnlyShown.Says().ShouldContain("` by hour, up to ");
    }

    [Fact]
    public async Task What_is_quiet_tells_when_it_was_and_how_often_and_can_still_be_read()
    {
        await using var logs = await LogScenario.StartAsync();
        await PutAsync(logs, 17);
        await PutAsync(logs, 18);

        await QuietAsync(logs);

        logs.Stack.OnlyShown.Text.ShouldBe("Quiet again in /aws/lambda/orders: cannot save the order 18");
        var says = logs.Stack.OnlyShown.Says();
        says.ShouldStartWith("✅ cannot save the order 18\n`/aws/lambda/orders`\n*2 times* from ");
        says.ShouldContain("None came in for 6 h ");
        says.ShouldContain("```\nERROR cannot save the order 18\n```");
    }

    [Fact]
    public async Task What_comes_back_is_a_message_of_its_own_and_says_how_often_it_did()
    {
        await using var logs = await LogScenario.StartAsync();
        await PutAsync(logs, 1);
        foreach (var n in new[] { 2, 3, 4 })
        {
            await QuietAsync(logs);
            await PutAsync(logs, n);
        }

        logs.Shown.Count.ShouldBe(4);
        logs.Shown[1].Text.ShouldStartWith("Quiet again");
        logs.Shown[3].Text.ShouldBe("Back again in /aws/lambda/orders: cannot save the order 4");
        logs.Shown[3].Says().ShouldContain("🔁 came back ");
        logs.Shown[3].Says().ShouldContain(", 3 times by now · seen last before ");
        logs.Shown[3].Says().ShouldContain("*once* (4 in all)");
        logs.Shown[3].Says().ShouldContain("here before>");
    }

    [Fact]
    public async Task What_comes_back_after_nothing_ran_for_a_day_is_told_anew()
    {
        await using var logs = await LogScenario.StartAsync();
        await PutAsync(logs, 1);
        logs.Stack.Time.Advance(TimeSpan.FromDays(1));
        logs.Put("ERROR cannot save the order 2");

        for (var runs = 0; runs < 20 && await logs.CountedAsync() < 2; runs++)
        {
            await logs.ScanAsync(Minute);
        }

        await logs.NotifyAsync();
        logs.Shown.Count.ShouldBe(2);
        logs.Shown[1].Says().ShouldContain("🔁 came back ");
        logs.Shown[1].Says().ShouldContain("*once* (2 in all)");
    }

    [Fact]
    public async Task What_is_there_for_a_day_is_known()
    {
        await using var logs = await LogScenario.StartAsync();
        for (var n = 0; n < 6; n++)
        {
            await PutAsync(logs, n);
            await logs.ScanAndNotifyAsync(TimeSpan.FromHours(5));
        }

        await PutAsync(logs, 7);

        logs.Stack.OnlyShown.Says().ShouldContain("\nknown since ");
        logs.Stack.OnlyShown.Says().ShouldNotContain("🆕");
        logs.Stack.OnlyShown.Text.ShouldStartWith("Known error, 7 times in ");
    }

    [Fact]
    public async Task Muted_it_is_counted_in_place_its_end_is_told_and_its_return_alerts_nobody()
    {
        await using var logs = await LogScenario.StartAsync();
        await PutAsync(logs, 1);

        await logs.App.PressAsync(MuteAction.Id, value: "604800");
        await PutAsync(logs, 2);

        logs.Stack.OnlyShown.Says().ShouldContain($"🔇 muted by <@{Stack.Operator}> until");
        logs.Stack.OnlyShown.Says().ShouldContain("*2 times*");
        await QuietAsync(logs);
        logs.Stack.OnlyShown.Text.ShouldStartWith("Quiet again");
        await PutAsync(logs, 3);
        logs.Stack.OnlyShown.Text.ShouldStartWith("Back again");
        await QuietAsync(logs);
        logs.Stack.OnlyShown.Text.ShouldStartWith("Quiet again");

        logs.Stack.Time.Advance(TimeSpan.FromDays(7));
        await logs.NotifyAsync();
        logs.Stack.OnlyShown.Says().ShouldNotContain("muted");
    }

    [Fact]
    public async Task What_came_back_while_it_was_muted_and_is_still_there_is_told_anew_when_the_mute_is_over()
    {
        await using var logs = await LogScenario.StartAsync();
        await PutAsync(logs, 1);
        await logs.App.PressAsync(MuteAction.Id, value: "86400");
        await QuietAsync(logs);
        logs.Stack.Time.Advance(TimeSpan.FromHours(3));
        await PutAsync(logs, 2);
        logs.Shown.Count.ShouldBe(1);

        for (var runs = 0; runs < 4; runs++)
        {
            logs.Stack.Time.Advance(TimeSpan.FromHours(4));
            logs.Put("ERROR cannot save the order 3");
            for (var scans = 0; scans < 20 && (await logs.RecordsAsync())[0].Total < runs + 3; scans++)
            {
                await logs.ScanAsync(Minute);
            }

            await logs.NotifyAsync();
        }

        (await logs.RecordsAsync())[0].Count.ShouldBe(5);
        logs.Shown.Count.ShouldBe(2);
        logs.Shown[1].Says().ShouldContain("🔁 came back ");
        logs.Shown[1].Says().ShouldNotContain("muted");
    }

    [Fact]
    public async Task Unmuted_it_alerts_again_when_it_comes_back()
    {
        await using var logs = await LogScenario.StartAsync();
        await PutAsync(logs, 1);
        await logs.App.PressAsync(MuteAction.Id, value: "604800");
        await QuietAsync(logs);

        await logs.App.PressAsync(UnmuteAction.Id);
        await PutAsync(logs, 2);

        logs.Shown.Count.ShouldBe(2);
        logs.Shown[1].Says().ShouldNotContain("muted");
    }

    [Fact]
    public async Task Who_is_at_it_stands_on_it_until_it_comes_back()
    {
        await using var logs = await LogScenario.StartAsync();
        await PutAsync(logs, 1);

        await logs.App.PressAsync(AcknowledgeAction.Id);

        logs.Stack.OnlyShown.Says().ShouldContain($"👀 <@{Stack.Operator}> is at it since");
        await QuietAsync(logs);
        await PutAsync(logs, 2);
        logs.Shown[^1].Says().ShouldNotContain("is at it since");
        logs.Shown[^1].Says().ShouldContain("I'm at it");
    }

    [Fact]
    public async Task A_log_group_can_have_a_channel_of_its_own()
    {
        await using var logs = await LogScenario.StartAsync(new Dictionary<string, string?> { ["Groups:0:Channel"] = Stack.OtherChannel });

        await PutAsync(logs, 1);

        logs.Shown.ShouldBeEmpty();
        logs.Stack.Slack.Messages(Stack.OtherChannel).ShouldHaveSingleItem().Text.ShouldStartWith("New error in /aws/lambda/orders");
    }

    [Fact]
    public async Task Of_another_account_it_says_which()
    {
        await using var logs = await LogScenario.StartAsync(new Dictionary<string, string?> { ["Groups:1:Name"] = "arn:aws:logs:eu-central-1:210987654321:log-group:/aws/lambda/orders" });
        var other = logs.Logs.CreateGroup("/aws/lambda/orders", account: "210987654321");
        logs.Put("ERROR no such customer", group: other.Arn);

        await logs.ScanAndNotifyAsync(Minute);

        logs.Stack.OnlyShown.Says().ShouldContain("`/aws/lambda/orders` of account `210987654321`");
    }

    [Fact]
    public async Task Without_a_bot_it_comes_on_opening_on_each_doubling_and_when_it_is_over()
    {
        await using var stack = await Stack.StartAsync();
        stack.Logs.CreateGroup(LogScenario.Orders);
        await using var app = await AppInstance.StartAsync(stack, new Dictionary<string, string?>
        {
            ["DeadLetters:Queues:0:Url"] = null,
            ["Logs:Groups:0:Name"] = LogScenario.Orders,
            ["Slack:BotToken"] = null,
            ["Slack:Channel"] = null,
            ["Slack:WebhookUrl"] = stack.Slack.WebhookUrl.ToString(),
        });
        for (var n = 1; n <= 5; n++)
        {
            stack.Logs.Group(LogScenario.Orders).Put("stream", $"ERROR order {n} {new string('x', 4000)}", stack.Time.GetUtcNow() - TimeSpan.FromSeconds(15));
            await app.ScanAsync();
            await app.NotifyAsync();
            stack.Time.Advance(Minute);
        }

        stack.Time.Advance(Quiet);
        await app.NotifyAsync();

        stack.Shown.Select(static m => m.Text[..m.Text.IndexOf(" in ", StringComparison.Ordinal)]).ShouldBe(["New error", "New error, 2 times", "New error, 4 times", "Quiet again"]);
        stack.Shown[0].Says().ShouldContain("✂️ cut: the first ");
        stack.Shown[0].Says().ShouldNotContain("in the thread");
        stack.Slack.Files.ShouldBeEmpty();
        stack.Shown[3].Says().ShouldContain("*5 times*");
        stack.Shown[3].Says().ShouldNotContain("```");
    }

    /// <summary>Each a little after the other, then the timers.</summary>
    private static async Task PutAsync(LogScenario logs, params IReadOnlyList<int> orders)
    {
        foreach (var (order, n) in orders.Select(static (order, n) => (order, n)))
        {
            logs.Put($"ERROR cannot save the order {order}", ago: TimeSpan.FromSeconds(20 - n));
        }

        await logs.ScanAndNotifyAsync(TimeSpan.FromSeconds(10));
    }

    private static async Task QuietAsync(LogScenario logs)
    {
        logs.Stack.Time.Advance(Quiet);
        await logs.NotifyAsync();
        await logs.ScanAsync(TimeSpan.FromHours(2));
    }
}
