using CrossCloudOps.DeadLetters;
using CrossCloudOps.Emulators;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.Slack;

/// <summary>With an incoming webhook only: new messages instead of edits.</summary>
public sealed class WebhookOnlyTests
{
    [Fact]
    public async Task A_message_comes_on_opening_on_each_doubling_of_the_count_and_on_resolution()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await StartAsync(stack);

        for (var n = 1; n <= 9; n++)
        {
            stack.Seed($$"""{"type":"OrderPlaced","id":{{n}}}""");
            await app.SettleAsync(rounds: 1);
        }

        await DiscardAllAsync(stack, app, 9);

        stack.Shown.Select(static m => m.Text).Distinct().ShouldBe(
        [
            "Dead letter in orders-dlq: OrderPlaced",
            "2 dead letters in orders-dlq: OrderPlaced",
            "4 dead letters in orders-dlq: OrderPlaced",
            "Dealt with, none left in orders-dlq: OrderPlaced",
        ], ignoreOrder: true);
        stack.Slack.Calls.Count(static c => c.Operation == "webhook").ShouldBe(5);
        stack.Slack.Calls.ShouldAllBe(static c => c.Ok && (c.Operation == "webhook" || c.Operation == "response_url"));
    }

    [Fact]
    public async Task Send_back_edits_the_message_it_was_pressed_on()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await StartAsync(stack);
        stack.Seed("one");
        await app.CollectAndNotifyAsync();

        await app.SendBackAsync();

        stack.SourceQueue.Messages.ShouldHaveSingleItem();
        stack.OnlyShown.Says().ShouldContain($"<@{Stack.Operator}> 📤 sent");
        stack.OnlyShown.Buttons().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(FaultKind.Answer, 500)]
    [InlineData(FaultKind.Answer, 429)]
    [InlineData(FaultKind.Answer, 404)]
    [InlineData(FaultKind.DropBefore, 0)]
    public async Task After_an_hour_of_trouble_the_message_comes_once(FaultKind kind, int status)
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await StartAsync(stack);
        stack.Slack.Faults.Add(new Fault(kind) { Status = status, RetryAfter = 30 });
        for (var minutes = 0; minutes < 60; minutes += 10)
        {
            stack.Seed($$"""{"type":"OrderPlaced","id":{{minutes}}}""");
            await app.CollectAndNotifyAsync();
            stack.Time.Advance(TimeSpan.FromMinutes(10));
        }

        stack.Slack.Faults.Clear();
        stack.Time.Advance(TimeSpan.FromMinutes(16));
        await app.SettleAsync();

        stack.DeadLetterQueue.Messages.ShouldBeEmpty();
        stack.OnlyShown.Text.ShouldBe("6 dead letters in orders-dlq: OrderPlaced");
    }

    private static Task<AppInstance> StartAsync(Stack stack) => AppInstance.StartAsync(stack, new Dictionary<string, string?>
    {
        ["Slack:BotToken"] = null,
        ["Slack:Channel"] = null,
        ["Slack:WebhookUrl"] = stack.Slack.WebhookUrl.ToString(),
    });

    private static async Task DiscardAllAsync(Stack stack, AppInstance app, int count)
    {
        var card = stack.Shown[^1];
        for (var n = 0; n < count; n++)
        {
            (await app.PressAsync(DiscardAction.Id, on: stack.Shown.Single(m => m.Ts == card.Ts))).Acknowledged.ShouldBeTrue();
        }

        await app.SettleAsync(rounds: 1);
    }
}
