using CrossCloudOps.Emulators;
using CrossCloudOps.Emulators.Slack;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.Problems;

/// <summary>Slack refuses, limits, drops or says nothing: the queues are drained all the same, and the message comes once.</summary>
public sealed class SlackOutageTests
{
    [Fact]
    public async Task Nothing_is_said_before_the_time_that_Slack_asked_for_has_passed()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed("one");
        stack.Slack.Faults.Add(new Fault(FaultKind.Answer) { Operation = "chat.postMessage", Status = 429, RetryAfter = 40, Times = 1 });

        await app.CollectAndNotifyAsync();
        await using var other = await AppInstance.StartAsync(stack);
        stack.Time.Advance(TimeSpan.FromSeconds(35));
        await other.NotifyAsync();
        var tooEarly = stack.Shown.Count;
        stack.Time.Advance(TimeSpan.FromSeconds(5));
        await other.NotifyAsync();

        tooEarly.ShouldBe(0);
        stack.DeadLetterQueue.Messages.ShouldBeEmpty();
        _ = stack.OnlyShown;
        var posts = Posts(stack);
        posts.Count.ShouldBe(2);
        (posts[1].At - posts[0].At).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(40));
    }

    [Theory]
    [InlineData(FaultKind.Answer, 500, "InternalError")]
    [InlineData(FaultKind.Answer, 503, "service_unavailable")]
    [InlineData(FaultKind.Answer, 200, "internal_error")]
    [InlineData(FaultKind.Answer, 200, "channel_not_found")]
    [InlineData(FaultKind.Answer, 200, "is_archived")]
    [InlineData(FaultKind.Answer, 200, "invalid_auth")]
    [InlineData(FaultKind.Answer, 200, "ratelimited")]
    [InlineData(FaultKind.Answer, 404, "not_found")]
    [InlineData(FaultKind.DropBefore, 0, "")]
    public async Task An_hour_of_trouble_keeps_no_message_in_the_queue_and_brings_one_message_when_it_is_over(FaultKind kind, int status, string code)
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Slack.Faults.Add(new Fault(kind) { Status = status, Code = code });

        for (var minutes = 0; minutes < 60; minutes += 6)
        {
            stack.Seed($$"""{"type":"OrderPlaced","minute":{{minutes}}}""");
            await app.CollectAndNotifyAsync();
            stack.Time.Advance(TimeSpan.FromMinutes(6));
        }

        var meanwhile = stack.Shown.Count;
        var left = stack.DeadLetterQueue.Messages.Count;
        stack.Slack.Faults.Clear();
        stack.Time.Advance(TimeSpan.FromMinutes(16));
        await app.SettleAsync();

        meanwhile.ShouldBe(0);
        left.ShouldBe(0);
        stack.OnlyShown.Text.ShouldBe("10 dead letters in orders-dlq: OrderPlaced");
    }

    [Fact]
    public async Task A_refusal_is_tried_again_at_growing_distances_only()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Slack.Faults.Add(new Fault(FaultKind.Answer) { Status = 200, Code = "channel_not_found" });
        stack.Seed("one");
        await app.CollectAsync();

        for (var run = 0; run < 40; run++)
        {
            await app.NotifyAsync();
            stack.Time.Advance(TimeSpan.FromSeconds(15));
        }

        Posts(stack).Count.ShouldBeInRange(4, 7);
    }

    [Fact]
    public async Task A_post_whose_answer_was_lost_is_found_in_the_history_and_edited_from_then_on()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Slack.Faults.Add(new Fault(FaultKind.DropAfter) { Operation = "chat.postMessage", Times = 1 });
        stack.Seed("""{"type":"OrderPlaced","id":1}""");

        await app.CollectAndNotifyAsync();
        stack.Seed("""{"type":"OrderPlaced","id":2}""");
        await app.SettleAsync();

        stack.OnlyShown.Text.ShouldBe("2 dead letters in orders-dlq: OrderPlaced");
        Posts(stack).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_post_whose_answer_was_lost_is_found_although_its_problem_came_back_meanwhile()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Slack.Faults.Add(new Fault(FaultKind.DropAfter) { Operation = "chat.postMessage", Times = 1 });
        stack.Seed("""{"type":"OrderPlaced","id":1}""");
        await app.CollectAndNotifyAsync();
        await app.SendBackAsync();
        stack.Seed("""{"type":"OrderPlaced","id":2}""");

        await app.SettleAsync();

        stack.OnlyShown.Text.ShouldBe("Dead letter in orders-dlq: OrderPlaced");
    }

    [Theory]
    [InlineData("missing_scope")]
    [InlineData("not_in_channel")]
    public async Task A_post_whose_answer_was_lost_comes_although_the_history_may_not_be_read(string refusal)
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Slack.Faults.Add(new Fault(FaultKind.DropBefore) { Operation = "chat.postMessage", Times = 1 });
        stack.Slack.Faults.Add(new Fault(FaultKind.Answer) { Operation = "conversations.history", Status = 200, Code = refusal });
        stack.Seed("one");

        await app.SettleAsync();

        stack.OnlyShown.Text.ShouldBe("Dead letter in orders-dlq: one");
        stack.Log.ToString().ShouldContain("channels:history");
    }

    [Fact]
    public async Task One_problem_that_Slack_fails_on_does_not_silence_the_others()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Slack.Faults.Add(new Fault(FaultKind.DropAfter) { Operation = "chat.postMessage", Times = 1 });
        stack.Slack.Faults.Add(new Fault(FaultKind.Answer) { Operation = "conversations.history" });
        stack.Seed("first");
        await app.CollectAndNotifyAsync();
        stack.Time.Advance(TimeSpan.FromSeconds(5));
        stack.Seed("second");

        await app.SettleAsync();

        stack.Shown.Select(static m => m.Text).ShouldContain("Dead letter in orders-dlq: second");
    }

    [Fact]
    public async Task A_message_that_somebody_deleted_comes_anew()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed("""{"type":"OrderPlaced","id":1}""");
        await app.SettleAsync(rounds: 1);
        stack.Slack.Faults.Add(new Fault(FaultKind.Answer) { Operation = "chat.update", Status = 200, Code = "message_not_found", Times = 1 });
        stack.Seed("""{"type":"OrderPlaced","id":2}""");

        await app.SettleAsync();

        stack.Shown[^1].Text.ShouldBe("2 dead letters in orders-dlq: OrderPlaced");
        Posts(stack).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Thirty_problems_at_once_are_said_one_a_second()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed(Enumerable.Range(0, 30).Select(static n => $$"""{"type":"Kind{{(char)('A' + (n / 26))}}{{(char)('A' + (n % 26))}}"}"""));

        await app.CollectAndNotifyAsync();
        await app.NotifyAsync();

        stack.Shown.Count.ShouldBe(30);
        var times = stack.Slack.Calls.Where(static c => c.Channel == Stack.Channel).Select(static c => c.At).ToList();
        times.Zip(times.Skip(1), static (a, b) => b - a).Min().ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_click_while_Slack_is_away_is_done_and_shown_when_it_is_back()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed("one");
        await app.CollectAndNotifyAsync();
        stack.Slack.Faults.Add(new Fault(FaultKind.DropBefore));

        await app.SendBackAsync();
        stack.Slack.Faults.Clear();
        await app.SettleAsync();

        stack.SourceQueue.Messages.ShouldHaveSingleItem();
        stack.OnlyShown.Says().ShouldContain($"<@{Stack.Operator}> 📤 sent");
    }

    [Fact]
    public async Task What_came_and_went_while_Slack_was_away_is_one_message_with_both_times()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Sqs.Deny(stack.DeadLetterQueue.Name);
        stack.Slack.Faults.Add(new Fault(FaultKind.DropBefore));
        await app.SettleAsync();
        stack.Sqs.Allow(stack.DeadLetterQueue.Name);
        await app.SettleAsync();

        stack.Slack.Faults.Clear();
        await app.SettleAsync();

        stack.OnlyShown.Text.ShouldContain("orders-dlq");
        stack.OnlyShown.Says().ShouldContain(" to <!date^");
    }

    private static List<SlackCall> Posts(Stack stack) => [.. stack.Slack.Calls.Where(static c => c is { Operation: "chat.postMessage", ThreadTs: null })];
}
