using System.Text.Json;
using CrossCloudOps.DeadLetters;
using CrossCloudOps.Emulators.Sqs;
using CrossCloudOps.Slack;
using CrossCloudOps.Storage;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.DeadLetters;

/// <summary>From the dead-letter queue to Slack and back, on real wire.</summary>
public sealed class FirstPathTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_dead_letter_is_archived_leaves_the_queue_and_stands_in_Slack(bool fifo)
    {
        await using var stack = await Stack.StartAsync(fifo);
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed("""{"type":"OrderPlaced","id":4711}""");

        await app.CollectAndNotifyAsync();

        stack.DeadLetterQueue.Messages.ShouldBeEmpty();
        var entry = (await app.Store.ListAsync("open/", default).ToListAsync()).ShouldHaveSingleItem();
        (await app.Store.ReadAsync(entry.Name, DeadLettersJson.Archive.DeadLetter, default))!.Value.Body.ShouldBe("""{"type":"OrderPlaced","id":4711}""");
        stack.OnlyShown.Text.ShouldBe($"Dead letter in orders-dlq{stack.Suffix}: OrderPlaced");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Send_back_puts_the_message_into_its_source_queue_and_the_card_says_who_did_it(bool fifo)
    {
        await using var stack = await Stack.StartAsync(fifo);
        await using var app = await AppInstance.StartAsync(stack);
        stack.DeadLetterQueue.Seed(stack.DeadLetter("""{"type":"OrderPlaced"}""") with
        {
            Attributes = new Dictionary<string, SqsAttributeValue> { ["tenant"] = "acme" },
            TraceHeader = "Root=1-5759e988-bd862e3fe1be46a994272793",
        });
        await app.CollectAndNotifyAsync();

        var pressed = await app.SendBackAsync();

        pressed.Acknowledged.ShouldBeTrue();
        var sent = stack.SourceQueue.Messages.ShouldHaveSingleItem();
        sent.Body.ShouldBe("""{"type":"OrderPlaced"}""");
        sent.Attributes["tenant"].Text.ShouldBe("acme");
        sent.TraceHeader.ShouldBe("Root=1-5759e988-bd862e3fe1be46a994272793");
        sent.GroupId.ShouldBe(fifo ? "customer-1" : null);
        stack.OnlyShown.Says().ShouldContain($"<@{Stack.Operator}> 📤 sent ");
        stack.OnlyShown.Says().ShouldContain(sent.MessageId);
    }

    [Fact]
    public async Task A_message_that_a_consumer_failed_on_three_times_tells_its_source_queue()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.SourceQueue.Seed(new SeedMessage("first one out") { ReceiveCount = 3 });
        await stack.OwnersSqs.ReceiveMessageAsync(stack.SourceQueue.Url);

        await app.CollectAndNotifyAsync();

        stack.SourceQueue.Messages.ShouldBeEmpty();
        stack.OnlyShown.Says().ShouldContain("`orders` → `orders-dlq`");
    }

    [Fact]
    public async Task Two_clicks_by_two_operators_at_once_make_one_send()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed("only once");
        await app.CollectAndNotifyAsync();
        var card = stack.OnlyShown;

        await Task.WhenAll(
            app.PressAsync(SendBackAction.Id, Stack.Operator, card),
            app.PressAsync(SendBackAction.Id, Stack.OtherOperator, card));

        stack.SourceQueue.Messages.ShouldHaveSingleItem();
        await app.SettleAsync();
        stack.SourceQueue.Messages.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Who_comes_second_is_told_who_sent_it_back_and_when()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed("mine");
        await app.CollectAndNotifyAsync();
        var button = stack.OnlyShown.ButtonValue(SendBackAction.Id);
        await app.SendBackAsync();
        var second = new SlackJob { Id = "second", ActionId = SendBackAction.Id, Value = button, UserId = Stack.OtherOperator, ReceivedAt = stack.Time.GetUtcNow() };

        var result = await app.Get<IEnumerable<ISlackAction>>().OfType<SendBackAction>().Single()
            .RunAsync(second, new SlackActionTime(stack.Time, TimeSpan.FromSeconds(2)), default);

        stack.SourceQueue.Messages.ShouldHaveSingleItem();
        result!.Note!.ShouldStartWith($"Already sent back by <@{Stack.Operator}> at ");
    }

    [Fact]
    public async Task A_guest_may_look_but_not_act()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed("mine");
        await app.CollectAndNotifyAsync();

        await app.SendBackAsync(Stack.Guest);

        stack.SourceQueue.Messages.ShouldBeEmpty();
        stack.Notes(Stack.Guest).ShouldHaveSingleItem().ShouldBe($"You may look but not act here. These may: <@{Stack.Operator}>, <@{Stack.OtherOperator}>.");
    }

    [Fact]
    public async Task Discard_asks_first_and_then_takes_the_dead_letter_off_the_card_but_not_out_of_the_archive()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed("not needed");
        await app.CollectAndNotifyAsync();
        stack.OnlyShown.Confirm(DiscardAction.Id).GetProperty("title").GetProperty("text").GetString().ShouldBe("Discard this dead letter?");

        await app.PressAsync(DiscardAction.Id);

        stack.OnlyShown.Says().ShouldContain("orders-dlq: dead letters of this kind dealt with");
        (await app.Store.ListAsync("closed/", default).ToListAsync()).ShouldHaveSingleItem();
        (await app.Store.ListAsync("open/", default).ToListAsync()).ShouldBeEmpty();
        stack.SourceQueue.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Alike_dead_letters_are_one_message_whose_count_rises()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed(Enumerable.Range(1, 25).Select(static n => $$"""{"type":"OrderPlaced","id":{{n}}}"""));
        await app.CollectAndNotifyAsync();
        stack.Time.Advance(TimeSpan.FromSeconds(20));
        stack.Seed(Enumerable.Range(26, 5).Select(static n => $$"""{"type":"OrderPlaced","id":{{n}}}"""));

        await app.CollectAndNotifyAsync();

        stack.OnlyShown.Text.ShouldBe("30 dead letters in orders-dlq: OrderPlaced");
    }

    [Fact]
    public async Task Each_act_stands_in_the_audit()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed("audited");
        await app.CollectAndNotifyAsync();

        await app.SendBackAsync();

        var audit = await app.Store.ReadAsync($"audit/{stack.Time.GetUtcNow():yyyy-MM-dd}", default);
        using var line = JsonDocument.Parse(audit!.Content);
        line.RootElement.GetProperty("userId").GetString().ShouldBe(Stack.Operator);
        line.RootElement.GetProperty("action").GetString().ShouldBe("send-back");
        line.RootElement.GetProperty("result").GetString().ShouldBe($"sent as {stack.SourceQueue.Messages[0].MessageId}");
    }
}
