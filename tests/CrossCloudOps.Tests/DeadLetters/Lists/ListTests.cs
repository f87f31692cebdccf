using CrossCloudOps.DeadLetters;
using CrossCloudOps.DeadLetters.Lists;
using CrossCloudOps.Emulators.Slack;
using CrossCloudOps.Storage;
using CrossCloudOps.Tests.Drivers;
using CrossCloudOps.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CrossCloudOps.Tests.DeadLetters.Lists;

/// <summary>Lists, from the button "Show list" and from <c>/ops dead-letters</c>.</summary>
public sealed class ListTests
{
    [Fact]
    public async Task Show_list_shows_the_newest_ten_to_the_one_who_pressed_and_its_pages_turn_in_place()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await StartAsync(stack, 25);

        await app.PressAsync(ShowListAction.Id);

        var list = Told(stack);
        list.Says().ShouldContain("*25 dead letters* in `orders-dlq`\nof the kind *OrderPlaced*\n1 to 10, newest first");
        Numbers(list).ShouldBe(Enumerable.Range(15, 10).Reverse());
        list = await TurnAsync(app, stack, TurnPageAction.Id, "Older");
        Numbers(list).ShouldBe(Enumerable.Range(5, 10).Reverse());
        list = await TurnAsync(app, stack, TurnPageAction.Id, "Older");
        list.Says().ShouldContain("21 to 25, newest first");
        Numbers(list).ShouldBe(Enumerable.Range(0, 5).Reverse());
        list = await TurnAsync(app, stack, NewerPageAction.Id, "Newer");
        Numbers(list).ShouldBe(Enumerable.Range(5, 10).Reverse());
        list = await TurnAsync(app, stack, TurnPageAction.Id, "Newest");
        list = await TurnAsync(app, stack, TurnPageAction.Id, "Oldest");
        list.Says().ShouldContain("16 to 25, newest first");
        Numbers(list).ShouldBe(Enumerable.Range(0, 10).Reverse());
        stack.Notes(Stack.OtherOperator).ShouldBeEmpty();
        stack.Shown.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_page_neither_repeats_nor_skips_what_comes_and_goes_meanwhile()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await StartAsync(stack, 25);
        await app.PressAsync(ShowListAction.Id);
        stack.Time.Advance(TimeSpan.FromMinutes(1));
        Seed(stack, 25, 3);
        await app.CollectAsync();
        var newest = DeadLetterId.Parse(Told(stack).ValueOf("Open"))!;
        await app.Get<DeadLetterArchive>().CloseAsync(newest, default);

        var list = await TurnAsync(app, stack, TurnPageAction.Id, "Older");

        Numbers(list).ShouldBe(Enumerable.Range(5, 10).Reverse());
        list.Says().ShouldContain("*24 dead letters*");
        list.Says().ShouldContain("10 to 19, newest first");
    }

    [Fact]
    public async Task Open_shows_the_single_card_to_that_user_alone_and_its_buttons_act_there()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await StartAsync(stack, 3);
        await app.PressAsync(ShowListAction.Id);

        await app.PressAsync(OpenAction.Id, on: Told(stack));
        var card = stack.ToldTo(Stack.Operator)[^1];
        await app.PressAsync(SendBackAction.Id, on: card);

        card.Says().ShouldContain("\"id\": 2");
        stack.SourceQueue.Messages.ShouldHaveSingleItem().Body.ShouldContain("\"id\":2");
        stack.ToldTo(Stack.Operator).Count.ShouldBe(2);
        stack.ToldTo(Stack.Operator)[^1].Says().ShouldContain($"sent back to `orders` by <@{Stack.Operator}>");
    }

    [Fact]
    public async Task The_bulk_buttons_of_a_list_act_on_exactly_what_it_lists()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await StartAsync(stack, 20);
        stack.Seed("another kind, of customer-7");
        await app.CollectAndNotifyAsync();

        await app.CommandAsync("dead-letters orders-dlq matching \"CUSTOMER-7\"");
        var list = Told(stack);
        Seed(stack, 27, 1);
        await app.CollectAsync();
        await app.PressAsync(DiscardTheseAction.Id, on: list);
        await app.SettleAsync();

        list.Says().ShouldContain("*3 dead letters* in `orders-dlq`\nof all kinds · with `CUSTOMER-7` in the body");
        list.Says().ShouldContain("Discard these (3)");
        stack.Notes(Stack.Operator)[^1].ShouldStartWith("It is begun.");
        stack.ToldTo(Stack.Operator)[0].Says().ShouldBe(list.Says());
        (await app.Store.ListAsync("closed/", default).CountAsync()).ShouldBe(3);
        (await app.Store.ListAsync("open/", default).CountAsync()).ShouldBe(19);
        stack.SourceQueue.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Closed_lists_what_was_dealt_with_by_whom_and_offers_to_send_it_back_again()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await StartAsync(stack, 2);
        await app.SendBackAsync(Stack.OtherOperator);
        await app.SettleAsync();

        await app.CommandAsync("dead-letters closed");
        var list = Told(stack);
        await app.PressAsync(OpenAction.Id, on: list);

        list.Says().ShouldContain("*1 dead letter dealt with*");
        list.Says().ShouldContain($"📤 sent back by <@{Stack.OtherOperator}>");
        list.Says().ShouldNotContain("Discard these");
        stack.ToldTo(Stack.Operator)[^1].Buttons().ShouldBe(["Send back again"]);
    }

    [Fact]
    public async Task A_window_of_time_narrows_a_list()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await StartAsync(stack, 20);

        await app.CommandAsync("dead-letters since 2026-01-05T11:44:30 until 2026-01-05T11:48:30");

        Told(stack).Says().ShouldContain("*4 dead letters* in `orders-dlq`\nof all kinds · sent since");
    }

    [Fact]
    public async Task What_takes_too_long_while_somebody_waits_is_answered_by_the_timer()
    {
        await using var stack = await Stack.StartAsync();
        InterruptedStore? store = null;
        await using var app = await AppInstance.StartAsync(stack, services: services => services.AddSingleton<IDocumentStore>(
            store = new InterruptedStore(new FolderDocumentStore(stack.Folder, stack.Time))));
        Seed(stack, 0, 12);
        await app.CollectAndNotifyAsync();
        store!.BeforeEachCall = () =>
        {
            stack.Time.Advance(TimeSpan.FromMilliseconds(200));
            return Task.CompletedTask;
        };

        await app.CommandAsync("dead-letters orders matching customer-1");

        stack.Notes(Stack.Operator).ShouldHaveSingleItem().ShouldContain("comes here within two minutes");
        stack.Time.Advance(TimeSpan.FromSeconds(30));
        await app.ResumeAsync();
        await app.ResumeAsync();
        stack.ToldTo(Stack.Operator).Count.ShouldBe(2);
        stack.Notes(Stack.Operator)[^1].ShouldBe("2 dead letters in orders-dlq");
    }

    [Fact]
    public async Task What_cannot_be_read_is_left_out_and_counted()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await StartAsync(stack, 3);
        var entry = await app.Store.ListAsync("open/", default).FirstAsync();
        await app.Store.WriteAsync(entry.Name, "rubbish"u8.ToArray(), default);

        await app.CommandAsync("dead-letters orders-dlq");
        await app.CommandAsync("dead-letters orders-dlq matching customer");

        stack.ToldTo(Stack.Operator)[0].Says().ShouldContain("*3 dead letters*");
        stack.ToldTo(Stack.Operator)[0].Says().ShouldContain("🧩 One document could not be read and is not shown.");
        stack.ToldTo(Stack.Operator)[1].Says().ShouldContain("*2 dead letters*");
        stack.ToldTo(Stack.Operator)[1].Says().ShouldContain("🧩 One document could not be read");
        (await app.Store.ReadAsync(entry.Name, default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Bodies_are_redacted_before_they_are_cut()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed($$"""{"note":"{{new string('x', 180)}}","password":"hunter2 {{new string('y', 300)}}"}""");
        await app.CollectAndNotifyAsync();

        await app.CommandAsync("dead-letters orders-dlq");

        Told(stack).Says().ShouldNotContain("hunter");
        Told(stack).Says().ShouldContain("xxx");
    }

    [Theory]
    [InlineData(5, false)]
    [InlineData(6, true)]
    public async Task A_card_says_that_the_thread_has_only_the_first_ones(int count, bool says)
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await StartAsync(stack, count);

        stack.OnlyShown.Says().Contains("The first 5 are in the thread; Show list has all.", StringComparison.Ordinal).ShouldBe(says);
        stack.OnlyShown.Buttons().ShouldContain("Show list");
    }

    [Fact]
    public async Task With_an_incoming_webhook_there_is_a_list_and_no_word_of_a_thread()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack, new Dictionary<string, string?>
        {
            ["Slack:BotToken"] = null,
            ["Slack:Channel"] = null,
            ["Slack:WebhookUrl"] = stack.Slack.WebhookUrl.ToString(),
        });
        Seed(stack, 0, 6);
        await app.CollectAndNotifyAsync();

        await app.PressAsync(ShowListAction.Id, on: stack.Shown[^1]);

        stack.Shown[^1].Says().ShouldNotContain("thread");
        Told(stack).Says().ShouldContain("*6 dead letters*");
    }

    private static async Task<AppInstance> StartAsync(Stack stack, int count)
    {
        var app = await AppInstance.StartAsync(stack);
        Seed(stack, 0, count);
        await app.CollectAndNotifyAsync();
        return app;
    }

    /// <summary>One a minute, the last one just now.</summary>
    private static void Seed(Stack stack, int first, int count) => stack.DeadLetterQueue.Seed(Enumerable.Range(first, count).Select(n =>
        stack.DeadLetter($$"""{"type":"OrderPlaced","id":{{n}},"customer":"customer-{{n % 10}}"}""") with { SentAt = stack.Time.GetUtcNow().AddMinutes(n - first - count) }));

    private static PostedMessage Told(Stack stack) => stack.ToldTo(Stack.Operator).ShouldHaveSingleItem(stack.Log.ToString());

    private static async Task<PostedMessage> TurnAsync(AppInstance app, Stack stack, string action, string label)
    {
        var list = Told(stack);
        await app.PressAsync(action, on: list, value: list.ValueOf(label));
        return Told(stack);
    }

    /// <summary>The orders on a page, as they stand there.</summary>
    private static IEnumerable<int> Numbers(PostedMessage list) =>
        System.Text.RegularExpressions.Regex.Matches(list.Says(), "\"id\":([0-9]+)").Select(static m => int.Parse(m.Groups[1].Value, null));
}
