using CrossCloudOps.DeadLetters;
using CrossCloudOps.Emulators.Sqs;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.DeadLetters;

/// <summary>A dead letter that was sent back and failed again knows what it was.</summary>
public sealed class CameBackTests
{
    [Fact]
    public async Task It_names_the_earlier_one_and_how_many_times_it_came_back()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed("order refused");
        await app.CollectAndNotifyAsync();
        var first = await OnlyOpenAsync(app);

        var second = await SendBackAndFailAsync(stack, app);
        var third = await SendBackAndFailAsync(stack, app);

        first.Letter.CameBack.ShouldBeNull();
        second.Letter.CameBack.ShouldBe(new CameBack(first.Id.ToString(), 1, 1));
        third.Letter.CameBack.ShouldBe(new CameBack(second.Id.ToString(), 1, 2));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Also_where_there_was_no_room_for_our_mark(bool fifo)
    {
        await using var stack = await Stack.StartAsync(fifo);
        await using var app = await AppInstance.StartAsync(stack);
        stack.DeadLetterQueue.Seed(stack.DeadLetter("order refused") with
        {
            Attributes = Enumerable.Range(0, 10).ToDictionary(static n => $"a{n}", static n => new SqsAttributeValue("String", $"{n}", default)),
        });
        await app.CollectAndNotifyAsync();
        var first = await OnlyOpenAsync(app);

        var second = await SendBackAndFailAsync(stack, app);

        second.Letter.Attributes.Keys.ShouldNotContain(DeadLetterWire.Marker);
        second.Letter.CameBack.ShouldBe(new CameBack(first.Id.ToString(), 1, 1));
    }

    [Theory]
    [InlineData("{\"deadLetter\":\"q/f/1-unknown\",\"attempt\":1}", 1)]
    [InlineData("{\"deadLetter\":\"q/f/1-unknown\",\"attempt\":1,\"job\":\"../../bulk\"}", 1)]
    [InlineData("{\"deadLetter\":\"../x\",\"attempt\":1}", null)]
    [InlineData("{\"deadLetter\":7,\"attempt\":1}", null)]
    [InlineData("{\"deadLetter\":\"q/f/1-a\",\"attempt\":\"1\"}", null)]
    [InlineData("{\"deadLetter\":", null)]
    [InlineData("something else", null)]
    public async Task A_mark_that_somebody_else_wrote_does_no_harm(string mark, int? times)
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.DeadLetterQueue.Seed(stack.DeadLetter("forged") with { Attributes = new Dictionary<string, SqsAttributeValue> { [DeadLetterWire.Marker] = mark } });

        await app.CollectAsync();

        (await OnlyOpenAsync(app)).Letter.CameBack.ShouldBe(times is { } known ? new CameBack("q/f/0000000000001-unknown", 1, known) : null);
        (await app.Store.ListAsync("bulk-returned/", default).ToListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_that_was_dealt_with_and_is_in_the_queue_again_is_only_deleted_and_opens_nothing()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        var message = stack.DeadLetter("twice") with { MessageId = "11111111-2222-3333-4444-555555555555", SentAt = stack.Time.GetUtcNow() };
        stack.DeadLetterQueue.Seed(message);
        await app.CollectAndNotifyAsync();
        await app.PressAsync(DiscardAction.Id);
        await app.NotifyAsync();
        stack.DeadLetterQueue.Seed(message);

        await app.SettleAsync();

        stack.DeadLetterQueue.Messages.ShouldBeEmpty();
        (await app.Store.ListAsync("open/", default).ToListAsync()).ShouldBeEmpty();
        stack.OnlyShown.Text.ShouldStartWith("Dealt with, none left");
        stack.OnlyShown.Says().ShouldNotContain("came back");
    }

    [Fact]
    public async Task A_card_does_not_offer_one_that_was_dealt_with_but_still_stands_among_the_open_ones()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.DeadLetterQueue.Seed(stack.DeadLetter("order 1") with { SentAt = stack.Time.GetUtcNow().AddMinutes(-5) });
        stack.DeadLetterQueue.Seed(stack.DeadLetter("order 2"));
        await app.CollectAsync();
        var newest = DeadLetterId.Parse((await app.Store.ListAsync("open/", default).ToListAsync())[^1].Name)!;
        await app.Store.CreateAsync(newest.ClosedName, "{}"u8.ToArray(), default);

        await app.NotifyAsync();

        stack.OnlyShown.Text.ShouldStartWith("Dead letter in orders-dlq");
        stack.OnlyShown.Says().ShouldContain("order 1");
        (await app.Store.ListAsync("open/", default).ToListAsync()).ShouldHaveSingleItem();
    }

    private static async Task<(DeadLetterId Id, DeadLetter Letter)> SendBackAndFailAsync(Stack stack, AppInstance app)
    {
        (await app.SendBackAsync()).Acknowledged.ShouldBeTrue();
        await Bulk.BulkScenario.FailAsync(stack);
        await app.CollectAndNotifyAsync();
        return await OnlyOpenAsync(app);
    }

    private static async Task<(DeadLetterId Id, DeadLetter Letter)> OnlyOpenAsync(AppInstance app)
    {
        var id = DeadLetterId.Parse((await app.Store.ListAsync("open/", default).ToListAsync()).ShouldHaveSingleItem().Name)!;
        return (id, (await app.Get<DeadLetterArchive>().ReadOpenAsync(id, default))!);
    }
}
