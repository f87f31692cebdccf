using CrossCloudOps.DeadLetters.Bulk;
using CrossCloudOps.Emulators.Sqs;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.DeadLetters.Bulk;

/// <summary>"Send back all" sends one first, and watches whether it comes back.</summary>
public sealed class CanaryTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_longest_waiting_one_goes_first_and_the_others_wait(bool fifo)
    {
        await using var stack = await Stack.StartAsync(fifo);
        await using var app = await stack.StartBulkAsync(5);

        await app.RunBulkAsync();
        stack.Time.Advance(TimeSpan.FromSeconds(20));
        await app.RunBulkAsync();
        await app.NotifyAsync();

        stack.Sent().ShouldBe([BulkScenario.Body(0)]);
        stack.OnlyShown.Says().ShouldContain("1 of 5");
        stack.OnlyShown.Says().ShouldContain($"🐤 One was sent to `orders{stack.Suffix}`");
        stack.OnlyShown.Buttons().ShouldContain("Stop");
        stack.OnlyShown.Buttons().ShouldNotContain("Send back all (4)");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task When_it_has_not_come_back_after_the_time_that_SQS_needs_the_others_follow(bool fifo)
    {
        await using var stack = await Stack.StartAsync(fifo);
        await using var app = await stack.StartBulkAsync(25);
        await app.RunBulkAsync();
        stack.Time.Advance(TimeSpan.FromSeconds(100));
        await app.RunBulkAsync();
        var early = stack.Sent().Count;

        await stack.RunBulkToItsEndAsync(app);
        await app.NotifyAsync();

        early.ShouldBe(1);
        stack.Sent().ShouldBe(BulkScenario.Bodies(25), ignoreOrder: !fifo);
        stack.OnlyShown.Text.ShouldStartWith("Dealt with, none left");
        stack.OnlyShown.Says().ShouldContain($"<@{Stack.Operator}> 📤 sent 25 of 25 back");
    }

    [Fact]
    public async Task When_its_queue_reads_empty_twice_a_minute_apart_the_others_follow_at_once()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartBulkAsync(5);
        await app.RunBulkAsync();
        await stack.ConsumeAsync();
        stack.Time.Advance(TimeSpan.FromSeconds(15));
        await app.RunBulkAsync();
        stack.Time.Advance(TimeSpan.FromSeconds(40));
        await app.RunBulkAsync();
        var early = stack.Sent().Count;

        stack.Time.Advance(TimeSpan.FromSeconds(25));
        await app.RunBulkAsync();

        early.ShouldBe(0);
        stack.Sent().ShouldBe(BulkScenario.Bodies(5).Skip(1), ignoreOrder: true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task When_it_comes_back_nothing_else_is_sent(bool fifo)
    {
        await using var stack = await Stack.StartAsync(fifo);
        await using var app = await stack.StartBulkAsync(5);
        await app.RunBulkAsync();
        await stack.FailAsync();
        await app.CollectAsync();

        await stack.RunBulkToItsEndAsync(app);
        await app.NotifyAsync();

        stack.Sent().ShouldBeEmpty();
        (await BulkScenario.OpenAsync(app)).ShouldBe(BulkScenario.Bodies(5), ignoreOrder: true);
        stack.OnlyShown.Says().ShouldContain("📤 sent 1 of 5 back; the first one came back, so it stopped");
        stack.OnlyShown.Buttons().ShouldContain("Send back all (5)");
    }

    [Fact]
    public async Task One_that_is_back_in_the_dead_letter_queue_but_not_collected_yet_is_no_success()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartBulkAsync(5);
        await app.RunBulkAsync();
        await stack.FailAsync();

        await stack.RunBulkToItsEndAsync(app);

        stack.Sent().ShouldBeEmpty();
        (await BulkScenario.EndedAsync(app)).Ending.ShouldBe(BulkEnding.CanaryCameBack);
    }

    [Fact]
    public async Task Where_watching_would_take_too_long_somebody_is_asked()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartBulkAsync(3, settings: new Dictionary<string, string?> { ["DeadLetters:LongestCanaryWatch"] = "00:01:00" });

        await stack.RunBulkToItsEndAsync(app);
        await app.NotifyAsync();

        stack.Sent().ShouldHaveSingleItem();
        stack.OnlyShown.Says().ShouldContain("Nothing can be concluded from that: SQS needs up to 2 min 0 s to give a failing message back, and watching ends at 1 min 0 s. Go on?");
        stack.OnlyShown.Buttons().TakeLast(2).ShouldBe(["Go on", "Stop"]);
    }

    [Theory]
    [InlineData(null, "its queue has no redrive policy")]
    [InlineData("others-dlq", "is not one that is watched here")]
    public async Task Where_SQS_would_not_bring_it_here_somebody_is_asked(string? deadLetterQueue, string reason)
    {
        await using var stack = await Stack.StartAsync();
        var target = stack.Sqs.CreateQueue("billing", deadLetterQueue is null ? null : new Dictionary<string, string>
        {
            ["RedrivePolicy"] = $$"""{"deadLetterTargetArn":"{{stack.Sqs.CreateQueue(deadLetterQueue).Arn}}","maxReceiveCount":3}""",
        });
        stack.Access.AlsoSendBackTo(target);
        await using var app = await AppInstance.StartAsync(stack);
        stack.DeadLetterQueue.Seed(new[] { 0, 1 }.Select(n => stack.DeadLetter(BulkScenario.Body(n)) with { SourceArn = target.Arn }));
        await app.CollectAndNotifyAsync();
        await app.PressAsync(SendBackAllAction.Id);

        await stack.RunBulkToItsEndAsync(app);
        await app.NotifyAsync();

        target.Messages.ShouldHaveSingleItem();
        stack.OnlyShown.Says().ShouldContain(reason);
    }

    [Fact]
    public async Task Go_on_sends_the_others()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartBulkAsync(5, settings: BulkScenario.Unwatched);
        await stack.RunBulkToItsEndAsync(app);
        await app.NotifyAsync();

        await app.PressAsync(GoOnAction.Id, Stack.OtherOperator);
        await stack.RunBulkToItsEndAsync(app);

        stack.Sent().ShouldBe(BulkScenario.Bodies(5), ignoreOrder: true);
    }

    [Fact]
    public async Task Go_on_does_not_go_on_when_the_first_one_is_back_meanwhile()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartBulkAsync(5, settings: BulkScenario.Unwatched);
        await stack.RunBulkToItsEndAsync(app);
        await app.NotifyAsync();
        await stack.FailAsync();
        await app.CollectAsync();

        await app.PressAsync(GoOnAction.Id);
        await stack.RunBulkToItsEndAsync(app);

        stack.Sent().ShouldBeEmpty();
        (await BulkScenario.EndedAsync(app)).Ending.ShouldBe(BulkEnding.CanaryCameBack);
    }

    [Fact]
    public async Task A_first_one_that_SQS_does_not_take_is_none_and_the_next_goes_first()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.DeadLetterQueue.Seed(stack.DeadLetter(BulkScenario.Body(0)) with { SentAt = stack.Time.GetUtcNow() - TimeSpan.FromHours(1), Attributes = new Dictionary<string, SqsAttributeValue> { ["note"] = new string('x', 3000) } });
        stack.SeedMany(2, from: 1);
        await app.CollectAndNotifyAsync();
        await stack.OwnersSqs.SetQueueAttributesAsync(stack.SourceQueue.Url, new Dictionary<string, string> { ["MaximumMessageSize"] = "2048" });
        await app.PressAsync(SendBackAllAction.Id);

        await app.RunBulkAsync();

        stack.Sent().ShouldBe([BulkScenario.Body(1)]);
    }

    [Fact]
    public async Task A_single_one_needs_no_canary()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack, BulkScenario.Fast);
        stack.SeedMany(2);
        await app.CollectAndNotifyAsync();
        await stack.PressAsync(app, SendBackAllAction.Id, static s => s with { Matching = "\"ID\":1" });

        await stack.RunBulkToItsEndAsync(app, rounds: 2);

        stack.Sent().ShouldBe([BulkScenario.Body(1)]);
        (await BulkScenario.EndedAsync(app)).Ending.ShouldBe(BulkEnding.Done);
    }
}
