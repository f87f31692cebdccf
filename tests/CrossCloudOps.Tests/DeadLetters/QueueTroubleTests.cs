using CrossCloudOps.DeadLetters;
using CrossCloudOps.Emulators;
using CrossCloudOps.Emulators.Slack;
using CrossCloudOps.Storage;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.DeadLetters;

/// <summary>AWS does not give what it is asked for: the queue gets a problem of its own, and the others go on.</summary>
public sealed class QueueTroubleTests
{
    private const string Other = "billing-dlq";

    [Theory]
    [InlineData("AccessDenied")]
    [InlineData("QueueDoesNotExist")]
    public async Task A_queue_that_cannot_be_read_is_a_problem_at_once_and_resolved_when_it_can(string code)
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await StartWithOtherQueueAsync(stack, exists: code == "AccessDenied");
        stack.Sqs.Deny(code == "AccessDenied" ? Other : "none");
        stack.Seed("of the queue that works");

        await app.CollectAndNotifyAsync();
        var open = Access(stack);
        stack.Sqs.Allow(Other);
        stack.Sqs.CreateQueue(Other);
        stack.Time.Advance(TimeSpan.FromSeconds(30));
        await app.CollectAndNotifyAsync();
        var resolved = Access(stack);

        stack.Shown.Select(static m => m.Text).ShouldContain("Dead letter in orders-dlq: of the queue that works");
        open.Text.ShouldBe("Cannot read queue billing-dlq");
        open.Says().ShouldContain(code == "AccessDenied" ? "`AccessDenied`" : "`NonExistentQueue`");
        (resolved.Ts, resolved.Text).ShouldBe((open.Ts, "Cannot read queue billing-dlq: resolved"));
        resolved.Says().ShouldContain(", for 3");
    }

    [Fact]
    public async Task Nothing_is_edited_while_the_trouble_stays_the_same_and_a_new_reason_is_shown_once()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await StartWithOtherQueueAsync(stack, exists: true);
        stack.Sqs.Deny(Other);
        await app.SettleAsync(rounds: 6);
        var denied = Access(stack);

        stack.Sqs.Allow(Other);
        await stack.OwnersSqs.DeleteQueueAsync(stack.Sqs.Queue(Other).Url);
        await app.SettleAsync(rounds: 6);
        var gone = Access(stack);

        denied.Edits.ShouldBe(0);
        gone.Edits.ShouldBe(1);
        gone.Says().ShouldContain("`NonExistentQueue`");
        gone.Says().ShouldNotContain("AccessDenied");
    }

    [Fact]
    public async Task An_SQS_that_cannot_be_reached_is_told_and_the_app_goes_on()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack, new Dictionary<string, string?> { ["Aws:ServiceUrl"] = "http://127.0.0.1:1" });

        await app.SettleAsync(rounds: 2);
        var afterTwo = stack.Shown.Count;
        await app.SettleAsync(rounds: 1);

        afterTwo.ShouldBe(0);
        stack.OnlyShown.Says().ShouldContain("AWS cannot be reached.");
    }

    [Fact]
    public async Task Messages_that_may_not_be_deleted_are_archived_once_told_once_and_deleted_when_it_is_mended()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Sqs.Faults.Add(new Fault(FaultKind.Answer) { Operation = "DeleteMessageBatch", Status = 403, Code = "AccessDenied" });
        stack.Seed("""{"type":"OrderPlaced","id":1}""", """{"type":"OrderPlaced","id":2}""");

        await app.SettleAsync(rounds: 4);
        var meanwhile = stack.Shown.Select(static m => m.Text).ToList();
        stack.Sqs.Faults.Clear();
        await app.SettleAsync(rounds: 4);

        meanwhile.ShouldBe(["Cannot read queue orders-dlq", "2 dead letters in orders-dlq: OrderPlaced"], ignoreOrder: true);
        stack.DeadLetterQueue.Messages.ShouldBeEmpty();
        (await app.Store.ListAsync("open/", default).ToListAsync()).Count.ShouldBe(2);
        stack.Shown.Select(static m => m.Text).ShouldBe(["Cannot read queue orders-dlq: resolved", "2 dead letters in orders-dlq: OrderPlaced"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_dead_letter_of_unknown_source_has_no_Send_back_but_says_what_to_set()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Sqs.Faults.Add(new Fault(FaultKind.Answer) { Operation = "ListDeadLetterSourceQueues", Status = 403, Code = "AccessDenied" });
        stack.DeadLetterQueue.Seed(stack.DeadLetter("whose?") with { SourceArn = null });

        await app.CollectAndNotifyAsync();

        stack.OnlyShown.Buttons().ShouldBe(["Discard"]);
        stack.OnlyShown.Says().ShouldContain("`SendBackTo`");
        (await app.Store.ListAsync("problems/access", default).ToListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dead_letter_that_could_be_of_two_queues_goes_to_the_one_that_the_operator_picks()
    {
        await using var stack = await Stack.StartAsync();
        var other = stack.Sqs.CreateQueue("returns", new Dictionary<string, string>
        {
            ["RedrivePolicy"] = $$"""{"deadLetterTargetArn":"{{stack.DeadLetterQueue.Arn}}","maxReceiveCount":"3"}""",
        });
        await using var app = await AppInstance.StartAsync(stack);
        stack.DeadLetterQueue.Seed(stack.DeadLetter("whose?") with { SourceArn = null });
        await app.CollectAndNotifyAsync();
        stack.OnlyShown.Buttons().ShouldBe(["Send back to…", "Discard"]);

        await app.PressAsync(SendBackToAction.Id, value: other.Url);

        other.Messages.ShouldHaveSingleItem().Body.ShouldBe("whose?");
        stack.SourceQueue.Messages.ShouldBeEmpty();
        stack.OnlyShown.Says().ShouldContain("dead letters of this kind dealt with");
    }

    [Fact]
    public async Task A_dead_letter_of_unknown_source_goes_where_the_settings_say()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(
            stack, new Dictionary<string, string?> { ["DeadLetters:Queues:0:SendBackTo"] = stack.Sqs.CreateQueue("elsewhere").Url });
        stack.Sqs.Faults.Add(new Fault(FaultKind.Answer) { Operation = "ListDeadLetterSourceQueues", Status = 403, Code = "AccessDenied" });
        stack.DeadLetterQueue.Seed(stack.DeadLetter("whose?") with { SourceArn = null });

        await app.CollectAndNotifyAsync();
        await app.SendBackAsync();

        stack.Sqs.Queue("elsewhere").Messages.ShouldHaveSingleItem().Body.ShouldBe("whose?");
    }

    [Fact]
    public async Task Sources_that_could_not_be_listed_are_asked_for_again_in_the_next_run()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Sqs.Faults.Add(new Fault(FaultKind.Answer) { Operation = "ListDeadLetterSourceQueues", Status = 403, Code = "AccessDenied", Times = 1 });
        stack.DeadLetterQueue.Seed(stack.DeadLetter("whose?") with { SourceArn = null });
        await app.SettleAsync(rounds: 1);
        stack.DeadLetterQueue.Seed(stack.DeadLetter("mine!") with { SourceArn = null });

        await app.SettleAsync(rounds: 1);

        stack.Shown.Single(static m => m.Text.EndsWith("mine!", StringComparison.Ordinal)).Says().ShouldContain("`orders` → `orders-dlq`");
    }

    [Fact]
    public async Task A_store_that_fails_for_one_queue_does_not_stop_the_others()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await StartWithOtherQueueAsync(stack, exists: false);
        var address = stack.DeadLetterQueue.Url.Replace(stack.DeadLetterQueue.Name, Other, StringComparison.Ordinal);
        await app.Store.WriteAsync($"problems/access/{DocumentName.Segment(address)}", "rubbish"u8.ToArray(), default);
        stack.Seed("of the queue that works");

        await app.CollectAndNotifyAsync();

        stack.OnlyShown.Text.ShouldBe("Dead letter in orders-dlq: of the queue that works");
    }

    [Fact]
    public async Task A_message_that_comes_back_after_it_was_sent_back_or_discarded_is_only_deleted()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        var twice = stack.DeadLetter("twice") with { MessageId = "the-same" };
        stack.DeadLetterQueue.Seed(twice);
        await app.CollectAndNotifyAsync();
        await app.SendBackAsync();
        stack.DeadLetterQueue.Seed(twice);

        await app.SettleAsync(rounds: 2);

        stack.DeadLetterQueue.Messages.ShouldBeEmpty();
        stack.OnlyShown.Text.ShouldStartWith("Dealt with, none left");
        stack.SourceQueue.Messages.ShouldHaveSingleItem();
    }

    private static PostedMessage Access(Stack stack) => stack.Shown.Single(static m => m.Text.Contains(Other, StringComparison.Ordinal));

    private static Task<AppInstance> StartWithOtherQueueAsync(Stack stack, bool exists)
    {
        var url = stack.DeadLetterQueue.Url.Replace(stack.DeadLetterQueue.Name, Other, StringComparison.Ordinal);
        if (exists)
        {
            stack.Sqs.CreateQueue(Other).Url.ShouldBe(url);
        }

        return AppInstance.StartAsync(stack, new Dictionary<string, string?> { ["DeadLetters:Queues:1:Url"] = url });
    }
}
