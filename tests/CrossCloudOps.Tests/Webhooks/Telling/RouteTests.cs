using CrossCloudOps.DeadLetters;
using CrossCloudOps.Problems;
using CrossCloudOps.Tests.Drivers;
using CrossCloudOps.Tests.Webhooks.Forwarding;
using CrossCloudOps.Webhooks.Telling;
using Microsoft.AspNetCore.Http;

namespace CrossCloudOps.Tests.Webhooks.Telling;

public sealed class RouteTests
{
    [Fact]
    public async Task A_target_that_is_down_is_one_message_which_resolves_by_itself()
    {
        await using var scenario = await ForwardScenario.StartAsync();
        scenario.Seed(groups: 3, each: 2);
        scenario.Target.AnswerWith(503);
        await using var app = await scenario.AppAsync();

        await scenario.ForwardForAsync(app, TimeSpan.FromMinutes(1));
        await app.NotifyAsync();
        scenario.Stack.OnlyShown.Text.ShouldBe("🚧 Webhooks of Orders: the target seems to be down");
        scenario.Stack.OnlyShown.Says().ShouldContain("about 6 waiting");
        scenario.Stack.OnlyShown.Says().ShouldContain("`HTTP 503`");

        scenario.Target.AnswerWell();
        await scenario.ForwardForAsync(app, TimeSpan.FromMinutes(2));
        await app.NotifyAsync();

        scenario.Stack.OnlyShown.Text.ShouldBe("✅ Webhooks of Orders are delivered again");
        scenario.ShouldAllHaveArrivedOnceInOrder(3, 2);
    }

    [Fact]
    public async Task While_it_is_paused_nothing_is_received_and_after_resuming_all_follows_in_order()
    {
        await using var scenario = await ForwardScenario.StartAsync();
        await using var app = await scenario.AppAsync();
        (await app.CommandAsync("pause Orders")).Acknowledged.ShouldBeTrue();
        scenario.Seed(groups: 2, each: 3);

        await scenario.ForwardForAsync(app, TimeSpan.FromMinutes(5));
        await app.NotifyAsync();
        scenario.Target.Attempts.ShouldBeEmpty();
        scenario.Queue.Messages.ShouldAllBe(static m => m.ReceiveCount == 0);
        scenario.Stack.OnlyShown.Text.ShouldBe("⏸️ Webhooks of Orders are paused");

        await app.PressAsync(ResumeAction.Id);
        await app.ForwardAsync();
        await app.NotifyAsync();

        scenario.ShouldAllHaveArrivedOnceInOrder(2, 3);
        scenario.Stack.OnlyShown.Text.ShouldBe("✅ Webhooks of Orders are delivered again");
        (await app.Get<Audit>().ReadAsync(DateOnly.FromDateTime(scenario.Stack.Time.GetUtcNow().UtcDateTime), default)).Lines.Select(static l => l.Action).ShouldBe(["pause", "resume"]);
    }

    [Fact]
    public async Task A_pause_for_half_an_hour_ends_by_itself()
    {
        await using var scenario = await ForwardScenario.StartAsync();
        await using var app = await scenario.AppAsync();
        await app.CommandAsync("pause orders for 30m");
        scenario.Seed(groups: 1, each: 2);

        await scenario.ForwardForAsync(app, TimeSpan.FromMinutes(29));
        scenario.Target.Attempts.ShouldBeEmpty();
        await scenario.ForwardForAsync(app, TimeSpan.FromMinutes(2));

        scenario.ShouldAllHaveArrivedOnceInOrder(1, 2);
    }

    [Fact]
    public async Task In_a_release_window_nothing_is_delivered()
    {
        await using var scenario = await ForwardScenario.StartAsync();
        await using var app = await scenario.AppAsync(new Dictionary<string, string?>
        {
            // The clock begins at 12:00.
            ["Route:ReleaseWindows:0:Starts"] = "0 5 12 * * *",
            ["Route:ReleaseWindows:0:Lasts"] = "00:10:00",
        });
        scenario.Stack.Time.Advance(TimeSpan.FromMinutes(6));
        scenario.Seed(groups: 1, each: 2);

        await scenario.ForwardForAsync(app, TimeSpan.FromMinutes(8));
        scenario.Target.Attempts.ShouldBeEmpty();
        await scenario.ForwardForAsync(app, TimeSpan.FromMinutes(2));

        scenario.ShouldAllHaveArrivedOnceInOrder(1, 2);
    }

    [Theory]
    [InlineData("pause Nowhere", "There is no route `Nowhere` here. There are: `Orders`.")]
    [InlineData("pause", "Which route?")]
    [InlineData("pause Orders for ever", "`ever` is no time of at most 14 days.")]
    [InlineData("pause Orders for 30d", "`30d` is no time of at most 14 days.")]
    [InlineData("resume Nowhere", "There is no route `Nowhere` here.")]
    public async Task A_command_that_is_not_understood_says_what_is_allowed(string command, string said)
    {
        await using var scenario = await ForwardScenario.StartAsync();
        await using var app = await scenario.AppAsync();

        await app.CommandAsync(command);

        scenario.Stack.Notes(Stack.Operator).ShouldHaveSingleItem().ShouldContain(said);
    }

    [Fact]
    public async Task Try_now_does_not_wait_for_the_next_probe()
    {
        await using var scenario = await ForwardScenario.StartAsync();
        scenario.Seed(groups: 1, each: 1);
        scenario.Target.AnswerWith(503);
        await using var app = await scenario.AppAsync(new Dictionary<string, string?> { ["Route:ProbeEvery"] = "01:00:00" });
        await scenario.ForwardForAsync(app, TimeSpan.FromMinutes(1));
        await app.NotifyAsync();
        scenario.Target.AnswerWell();

        await app.PressAsync(TryNowAction.Id);
        await app.ForwardAsync();

        scenario.ShouldAllHaveArrivedOnceInOrder(1, 1);
    }

    [Fact]
    public async Task With_Block_and_a_redrive_policy_nothing_is_forwarded_and_Slack_says_why()
    {
        await using var scenario = await ForwardScenario.StartAsync(maxReceiveCount: 5);
        scenario.Seed(groups: 1, each: 1);
        await using var app = await scenario.AppAsync(new Dictionary<string, string?> { ["Route:OnFailure"] = "Block" });

        await app.ForwardAsync();
        await app.NotifyAsync();

        scenario.Target.Attempts.ShouldBeEmpty();
        scenario.Stack.OnlyShown.Says().ShouldContain("Remove the redrive policy, or set OnFailure to DeadLetter.");
    }

    [Fact]
    public async Task Webhooks_that_SQS_will_soon_delete_are_a_problem_of_their_own_also_while_paused()
    {
        await using var scenario = await ForwardScenario.StartAsync();
        await using var app = await scenario.AppAsync();
        await app.CommandAsync("pause Orders");
        scenario.Seed(groups: 1, each: 2);
        await app.ForwardAsync();
        await app.NotifyAsync();

        // SQS keeps them for four days.
        scenario.Stack.Time.Advance(TimeSpan.FromDays(3) + TimeSpan.FromMinutes(1));
        await app.ForwardAsync();
        await app.NotifyAsync();
        scenario.Stack.Shown.Select(static m => m.Text).ShouldContain("⏳ Webhooks of Orders will be lost");

        await app.CommandAsync("resume Orders");
        await scenario.ForwardForAsync(app, TimeSpan.FromMinutes(6));
        await app.NotifyAsync();

        scenario.Stack.Shown.Select(static m => m.Text).ShouldContain("✅ Webhooks of Orders are out of danger");
    }

    [Fact]
    public async Task The_card_of_its_dead_letter_shows_what_the_target_answered_and_sends_it_back_to_the_route()
    {
        await using var scenario = await ForwardScenario.StartAsync();
        scenario.Seed(groups: 1, each: 1);
        scenario.Target.AnswerWith(500);
        await using var app = await scenario.AppAsync();
        await scenario.ForwardForAsync(app, TimeSpan.FromMinutes(2));

        await app.CollectAsync();
        await app.NotifyAsync();
        var card = scenario.Stack.Shown.Single(static m => m.Text.StartsWith("Dead letter", StringComparison.Ordinal));
        card.Says().ShouldContain("Attempt 5 of 5 at the target of Orders: HTTP 500");
        card.Says().ShouldContain("status 500");

        scenario.Target.AnswerWell();
        await app.PressAsync(SendBackAction.Id, on: card);
        await app.ForwardAsync();

        scenario.ShouldAllHaveArrivedOnceInOrder(1, 1);
    }

    [Fact]
    public async Task A_hopeless_one_says_why_on_its_card_and_goes_back_to_its_route_although_the_dead_letter_queue_has_two()
    {
        await using var scenario = await ForwardScenario.StartAsync();
        scenario.Stack.Sqs.CreateQueue("others.fifo", new Dictionary<string, string>
        {
            ["RedrivePolicy"] = $$"""{"deadLetterTargetArn":"{{scenario.DeadLetters.Arn}}","maxReceiveCount":"5"}""",
        });
        scenario.Seed(groups: 1, each: 1);
        scenario.Target.Answer = static (_, response) =>
        {
            response.StatusCode = 422;
            return response.WriteAsync("customer is missing");
        };
        await using var app = await scenario.AppAsync();
        await app.ForwardAsync();

        await app.CollectAsync();
        await app.NotifyAsync();
        var card = scenario.Stack.OnlyShown;
        card.Says().ShouldContain("`HTTP 422` The webhook's target will not take it.");
        card.Says().ShouldContain("customer is missing");

        scenario.Target.AnswerWell();
        await app.PressAsync(SendBackAction.Id, on: card);
        var sent = scenario.Queue.Messages.ShouldHaveSingleItem();
        await app.ForwardAsync();

        sent.Attributes["CrossCloudOps"].Text!.ShouldNotContain("customer is missing");
        scenario.ShouldAllHaveArrivedOnceInOrder(1, 1);
    }

    [Fact]
    public async Task Status_says_how_each_route_stands()
    {
        await using var scenario = await ForwardScenario.StartAsync();
        await using var app = await scenario.AppAsync();
        scenario.Seed(groups: 1, each: 2);
        await app.CommandAsync("pause Orders");

        await app.CommandAsync("status");

        scenario.Stack.ToldTo(Stack.Operator)[^1].Says().ShouldContain($"🚧 *Orders*: paused by <@{Stack.Operator}> · about 2 waiting");
    }
}
