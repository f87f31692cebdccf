using CrossCloudOps.DeadLetters;
using CrossCloudOps.Emulators;
using CrossCloudOps.Emulators.Sqs;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.DeadLetters;

/// <summary>Sending back when SQS refuses, or does not say whether it did it.</summary>
public sealed class SendBackFailureTests
{
    private const string Body = """{"type":"OrderPlaced","id":4711}""";

    private static readonly Fault Throttled = new(FaultKind.Answer) { Operation = "SendMessage", Status = 400, Code = "RequestThrottled" };

    [Theory]
    [InlineData("deleted", "NonExistentQueue")]
    [InlineData("denied", "AccessDenied")]
    [InlineData("throttled", "RequestThrottled")]
    public async Task What_SQS_refuses_is_said_on_the_card_and_can_be_pressed_again_when_it_is_mended(string trouble, string code)
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed(Body);
        await app.CollectAndNotifyAsync();
        await BreakAsync(stack, app, trouble);

        await app.SendBackAsync();
        var refused = stack.OnlyShown;
        Mend(stack, trouble);
        await app.SendBackAsync();

        refused.Says().ShouldContain($"`{code}`");
        refused.Says().ShouldContain("Nothing was sent.");
        refused.Buttons().ShouldBe(["Send back", "Edit & send back", "Discard"]);
        stack.SourceQueue.Messages.ShouldHaveSingleItem().Body.ShouldBe(Body);
        stack.OnlyShown.Text.ShouldStartWith("Dealt with, none left");
    }

    [Theory]
    [InlineData(FaultKind.DropBefore)]
    [InlineData(FaultKind.DropAfter)]
    public async Task A_lost_answer_of_a_standard_queue_is_said_and_Send_again_sends_once_however_often_it_is_pressed(FaultKind drop)
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed(Body);
        await app.CollectAndNotifyAsync();
        stack.Sqs.Faults.Add(new Fault(drop) { Operation = "SendMessage", Times = 1 });

        await app.SendBackAsync();
        await app.SettleAsync();
        var unconfirmed = stack.OnlyShown;
        var arrived = stack.SourceQueue.Messages.Count;
        await Task.WhenAll(
            app.PressAsync(SendBackAction.Id, Stack.Operator, unconfirmed),
            app.PressAsync(SendBackAction.Id, Stack.Operator, unconfirmed),
            app.PressAsync(SendBackAction.Id, Stack.OtherOperator, unconfirmed));
        await app.SettleAsync();

        unconfirmed.Says().ShouldContain("SQS did not confirm it");
        unconfirmed.Buttons().ShouldBe(["Send again", "Edit & send back", "Discard"]);
        arrived.ShouldBe(drop == FaultKind.DropAfter ? 1 : 0);
        stack.SourceQueue.Messages.Count.ShouldBe(arrived + 1);
        stack.OnlyShown.Text.ShouldStartWith("Dealt with, none left");
    }

    [Theory]
    [InlineData(FaultKind.DropBefore)]
    [InlineData(FaultKind.DropAfter)]
    public async Task A_lost_answer_of_a_FIFO_queue_is_made_good_without_anybody_and_without_a_second_message(FaultKind drop)
    {
        await using var stack = await Stack.StartAsync(fifo: true);
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed(Body);
        await app.CollectAndNotifyAsync();
        stack.Sqs.Faults.Add(new Fault(drop) { Operation = "SendMessage", Times = 1 });

        await app.SendBackAsync();
        await app.NotifyAsync();
        var meanwhile = stack.OnlyShown;
        await app.SettleAsync();

        meanwhile.Says().ShouldContain($"⏳ <@{Stack.Operator}> is sending it back to `orders.fifo` since");
        meanwhile.Buttons().ShouldBeEmpty();
        stack.SourceQueue.Messages.ShouldHaveSingleItem().Body.ShouldBe(Body);
        stack.OnlyShown.Text.ShouldStartWith("Dealt with, none left");
    }

    [Fact]
    public async Task A_FIFO_send_that_may_have_arrived_is_never_said_not_to_have_been_sent_although_its_repetition_is_refused()
    {
        await using var stack = await Stack.StartAsync(fifo: true);
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed(Body);
        await app.CollectAndNotifyAsync();
        stack.Sqs.Faults.Add(new Fault(FaultKind.DropAfter) { Operation = "SendMessage", Times = 1 });

        await app.SendBackAsync();
        stack.Sqs.Deny(stack.SourceQueue.Name);
        await app.SettleAsync(rounds: 10);

        stack.SourceQueue.Messages.ShouldHaveSingleItem();
        stack.OnlyShown.Says().ShouldNotContain("Nothing was sent");
        stack.OnlyShown.Says().ShouldContain("SQS did not confirm it");
    }

    [Fact]
    public async Task A_FIFO_send_whose_repetition_is_refused_for_a_while_is_still_completed()
    {
        await using var stack = await Stack.StartAsync(fifo: true);
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed(Body);
        await app.CollectAndNotifyAsync();
        stack.Sqs.Faults.Add(new Fault(FaultKind.DropBefore) { Operation = "SendMessage", Times = 1 });

        await app.SendBackAsync();
        stack.Sqs.Faults.Add(Throttled with { Times = 1 });
        await app.SettleAsync(rounds: 5);

        stack.SourceQueue.Messages.ShouldHaveSingleItem().Body.ShouldBe(Body);
        stack.OnlyShown.Text.ShouldStartWith("Dealt with, none left");
    }

    [Fact]
    public async Task A_message_over_the_targets_limit_is_refused_in_SQSs_words_and_stays()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        await CollectForAsync(stack, app, SmallQueue(stack), new string('x', 1100));

        await app.SendBackAsync();

        stack.Sqs.Queue("small").Messages.ShouldBeEmpty();
        stack.OnlyShown.Says().ShouldContain("Message must be shorter than 1024 bytes. Nothing was sent.");
        stack.OnlyShown.Buttons().ShouldBe(["Send back", "Edit & send back", "Discard"]);
    }

    [Fact]
    public async Task A_message_that_fits_only_without_our_marker_goes_without_it()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        await CollectForAsync(stack, app, SmallQueue(stack), new string('x', 1000));

        await app.SendBackAsync();

        var sent = stack.Sqs.Queue("small").Messages.ShouldHaveSingleItem();
        sent.Body.Length.ShouldBe(1000);
        sent.Attributes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Ten_attributes_leave_no_room_for_our_marker_and_all_come_back()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        var ten = Enumerable.Range(0, 10).ToDictionary(static n => $"a{n}", static n => (SqsAttributeValue)$"value {n}");
        stack.DeadLetterQueue.Seed(stack.DeadLetter(Body) with { Attributes = ten });
        await app.CollectAndNotifyAsync();

        await app.SendBackAsync();

        stack.SourceQueue.Messages.ShouldHaveSingleItem().Attributes.ToDictionary(static a => a.Key, static a => a.Value.Text)
            .ShouldBe(ten.ToDictionary(static a => a.Key, static a => a.Value.Text), ignoreOrder: true);
    }

    [Fact]
    public async Task Our_marker_names_the_dead_letter_and_a_later_one_takes_the_place_of_an_earlier_one()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.DeadLetterQueue.Seed(stack.DeadLetter(Body) with
        {
            MessageId = "second-life",
            Attributes = new Dictionary<string, SqsAttributeValue> { ["CrossCloudOps"] = """{"deadLetter":"q/f/1-first-life","attempt":1}""" },
        });
        await app.CollectAndNotifyAsync();

        await app.SendBackAsync();

        var marker = stack.SourceQueue.Messages.ShouldHaveSingleItem().Attributes.ShouldHaveSingleItem();
        marker.Key.ShouldBe("CrossCloudOps");
        marker.Value.Text.ShouldNotBeNull();
        marker.Value.Text.ShouldContain("second-life");
    }

    [Fact]
    public async Task Somebody_elses_attribute_of_our_name_is_not_touched()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.DeadLetterQueue.Seed(stack.DeadLetter(Body) with { Attributes = new Dictionary<string, SqsAttributeValue> { ["CrossCloudOps"] = "theirs" } });
        await app.CollectAndNotifyAsync();

        await app.SendBackAsync();

        stack.SourceQueue.Messages.ShouldHaveSingleItem().Attributes["CrossCloudOps"].Text.ShouldBe("theirs");
    }

    [Fact]
    public async Task Many_refusals_with_the_longest_of_names_still_make_a_card_that_Slack_takes()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        var target = stack.Sqs.CreateQueue(new string('q', 80));
        await CollectForAsync(stack, app, target, Body);
        stack.Sqs.Deny(target.Name);

        for (var press = 0; press < 7; press++)
        {
            await app.SendBackAsync();
        }

        stack.Time.Advance(TimeSpan.FromSeconds(16));
        await app.NotifyAsync();

        stack.Slack.Calls.Where(static c => c.Error is not null).ShouldBeEmpty();
        stack.OnlyShown.Says().Split("Nothing was sent.").Length.ShouldBe(6);
    }

    [Fact]
    public async Task Discard_of_an_unconfirmed_one_ends_it()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed(Body);
        await app.CollectAndNotifyAsync();
        stack.Sqs.Faults.Add(new Fault(FaultKind.DropAfter) { Operation = "SendMessage", Times = 1 });
        await app.SendBackAsync();

        await app.PressAsync(DiscardAction.Id);
        await app.SettleAsync();

        stack.SourceQueue.Messages.ShouldHaveSingleItem();
        stack.OnlyShown.Says().ShouldContain("discarded");
        stack.OnlyShown.Buttons().ShouldBeEmpty();
    }

    private static QueueAccess SmallQueue(Stack stack)
    {
        var queue = stack.Sqs.CreateQueue("small", new Dictionary<string, string> { ["MaximumMessageSize"] = "1024" });
        stack.Access.AlsoSendBackTo(queue);
        return queue;
    }

    private static async Task CollectForAsync(Stack stack, AppInstance app, QueueAccess source, string body)
    {
        stack.DeadLetterQueue.Seed(stack.DeadLetter(body) with { SourceArn = source.Arn });
        await app.CollectAndNotifyAsync();
    }

    private static async Task BreakAsync(Stack stack, AppInstance app, string trouble)
    {
        switch (trouble)
        {
            case "deleted":
                await stack.OwnersSqs.DeleteQueueAsync(stack.SourceQueue.Url);
                break;
            case "denied":
                stack.Sqs.Deny(stack.SourceQueue.Name);
                break;
            default:
                stack.Sqs.Faults.Add(Throttled);
                break;
        }
    }

    private static void Mend(Stack stack, string trouble)
    {
        stack.Sqs.Faults.Clear();
        stack.Sqs.Allow(Stack.Source);
        if (trouble == "deleted")
        {
            stack.Time.Advance(TimeSpan.FromSeconds(61));
            stack.Sqs.CreateQueue(Stack.Source);
        }
    }
}
