using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.DeadLetters;

/// <summary>A kind of dead letter that was dealt with and is there again.</summary>
public sealed class ComeBackTests
{
    [Fact]
    public async Task Within_an_hour_the_same_message_opens_again()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        await ComeAndBeSentBackAsync(stack, app);
        stack.Time.Advance(TimeSpan.FromMinutes(30));

        stack.Seed("order refused");
        await app.CollectAndNotifyAsync();

        stack.OnlyShown.Text.ShouldBe("Dead letter in orders-dlq: order refused");
        stack.OnlyShown.Says().ShouldContain("1 is waiting · came back");
    }

    [Fact]
    public async Task After_more_than_an_hour_it_gets_a_message_of_its_own_that_leads_to_the_one_before()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        await ComeAndBeSentBackAsync(stack, app);
        stack.Time.Advance(TimeSpan.FromHours(2));

        stack.Seed("order refused");
        await app.CollectAndNotifyAsync();

        stack.Shown.Count.ShouldBe(2);
        stack.Shown[0].Says().ShouldContain("dead letters of this kind dealt with");
        stack.Shown[1].Text.ShouldBe("Dead letter in orders-dlq: order refused");
        stack.Shown[1].Says().ShouldContain("|here before>");
    }

    private static async Task ComeAndBeSentBackAsync(Stack stack, AppInstance app)
    {
        stack.Seed("order refused");
        await app.CollectAndNotifyAsync();
        await app.SendBackAsync();
        await app.SettleAsync(2);
    }
}
