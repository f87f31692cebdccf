using CrossCloudOps.DeadLetters;
using CrossCloudOps.Emulators.Slack;
using CrossCloudOps.Emulators.Sqs;
using CrossCloudOps.Tests.DeadLetters.Bulk;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.DeadLetters;

/// <summary>A dead letter that was sent back and failed again, and again.</summary>
public sealed class LoopGuardTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_card_counts_how_often_it_came_back_and_from_the_second_time_on_asks_before_sending(bool fifo)
    {
        await using var stack = await Stack.StartAsync(fifo);
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed("order refused");
        await app.SettleAsync();
        Newest(stack).Says().ShouldNotContain("🔁");

        await SendBackAndFailAsync(stack, app);

        Newest(stack).Says().ShouldContain("🔁 It was sent back once before and came back.");
        Newest(stack).Asks(SendBackAction.Id).ShouldBeFalse();

        await SendBackAndFailAsync(stack, app);

        Newest(stack).Says().ShouldContain("🔁 It was sent back 2 times before and came back.");
        Newest(stack).Confirm(SendBackAction.Id).GetProperty("text").GetProperty("text").GetString()
            .ShouldBe("It was sent back 2 times and came back each time. Was the cause mended?");
    }

    [Fact]
    public async Task One_whose_ten_attributes_leave_no_room_for_our_mark_is_known_again_all_the_same()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        var full = Enumerable.Range(0, 10).ToDictionary(static n => $"a{n}", static n => new SqsAttributeValue("String", "x"));
        stack.DeadLetterQueue.Seed(stack.DeadLetter("order refused") with { Attributes = full });
        await app.SettleAsync();

        await SendBackAndFailAsync(stack, app);

        Newest(stack).Says().ShouldContain("🔁 It was sent back once before and came back.");
    }

    private static PostedMessage Newest(Stack stack) => stack.Shown[^1];

    private static async Task SendBackAndFailAsync(Stack stack, AppInstance app)
    {
        await app.PressAsync(SendBackAction.Id, on: Newest(stack));
        stack.SourceQueue.Messages.ShouldHaveSingleItem();
        await stack.FailAsync();
        await app.SettleAsync();
    }
}
