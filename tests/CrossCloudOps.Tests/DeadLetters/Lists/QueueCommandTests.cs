using CrossCloudOps.DeadLetters.Lists;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.DeadLetters.Lists;

/// <summary><c>/ops dead-letters</c> about queues: all of them, one of them, and none.</summary>
public sealed class QueueCommandTests
{
    [Fact]
    public async Task Without_a_queue_all_are_told_of_with_what_waits_in_them()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await StartAsync(stack);
        stack.Seed("""{"type":"OrderPlaced"}""", """{"type":"OrderPlaced","id":2}""", """{"type":"OrderCancelled"}""");
        await app.CollectAsync();

        await app.CommandAsync("dead-letters");
        var overview = stack.ToldTo(Stack.Operator).ShouldHaveSingleItem();
        await app.PressAsync(ShowListAction.Id, on: overview);

        overview.Says().ShouldContain("📬 3 dead letters wait");
        overview.Says().ShouldContain("`orders-dlq`: 3 waiting, of 3 kinds · the oldest was sent");
        overview.Says().ShouldContain("None in `bills-dlq`, `bills-old-dlq`.");
        stack.ToldTo(Stack.Operator)[^1].Says().ShouldContain("*3 dead letters* in `orders-dlq`\nof all kinds");
    }

    [Fact]
    public async Task A_queue_that_is_not_watched_any_more_is_told_of_too()
    {
        await using var stack = await Stack.StartAsync();
        await using (var before = await StartAsync(stack))
        {
            stack.Seed("one");
            await before.CollectAsync();
        }

        await using var app = await AppInstance.StartAsync(stack, new Dictionary<string, string?> { ["DeadLetters:Queues:0:Url"] = stack.Sqs.CreateQueue("other-dlq").Url });
        await app.CommandAsync("dead-letters");

        stack.ToldTo(Stack.Operator).ShouldHaveSingleItem().Says().ShouldContain("`orders-dlq`: 1 waiting, of one kind");
    }

    [Theory]
    [InlineData("dead-letters ORD", "No dead letters in orders-dlq")]
    [InlineData("dead-letters bills-dlq", "No dead letters in bills-dlq")]
    [InlineData("dead-letters bills", "`bills` may be any of `bills-dlq`, `bills-old-dlq`. For example: `/ops dead-letters bills-dlq`")]
    [InlineData("dead-letters closed", "Which queue? There are `orders-dlq`, `bills-dlq`, `bills-old-dlq`. For example: `/ops dead-letters orders-dlq`")]
    [InlineData("dead-letters payments", "There is no queue `payments` here. There are: `orders-dlq`, `bills-dlq`, `bills-old-dlq`.")]
    [InlineData("dead-letters orders-dlq since tomorrow", "`tomorrow` is no time; a length like 30m, 2h or 3d before now is allowed, or a day or a moment in UTC. For example: `/ops dead-letters since 2h or since 2026-11-20T10:00`")]
    [InlineData("dead-letters orders-dlq <!channel>", "`&lt;!channel&gt;` is one word too many; one queue is allowed, and since, until, matching and closed, and a text of several words stands in quotation marks. For example: `/ops dead-letters orders-dlq since 2h matching \"order 4711\"`")]
    public async Task Every_word_is_understood_or_named_with_what_is_allowed(string command, string answer)
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await StartAsync(stack);

        await app.CommandAsync(command);

        stack.Notes(Stack.Operator).ShouldBe([answer]);
    }

    [Theory]
    [InlineData("dead-letters")]
    [InlineData("dead-letters orders-dlq")]
    [InlineData("status")]
    [InlineData("audit")]
    public async Task Only_operators_may_look_with_commands(string command)
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await StartAsync(stack);
        stack.Seed("a secret order");
        await app.CollectAndNotifyAsync();

        await app.CommandAsync(command, Stack.Guest);

        stack.Notes(Stack.Guest).ShouldHaveSingleItem().ShouldStartWith("You may look but not act here.");
        stack.Notes(Stack.Operator).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_help_names_every_command()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await StartAsync(stack);

        await app.CommandAsync("help");

        var help = stack.ToldTo(Stack.Operator).ShouldHaveSingleItem().Says();
        foreach (var command in new[] { "audit", "dead-letters", "help", "status" })
        {
            help.ShouldContain($"`/ops {command}`");
        }
    }

    private static Task<AppInstance> StartAsync(Stack stack) => AppInstance.StartAsync(stack, new Dictionary<string, string?>
    {
        ["DeadLetters:Queues:1:Url"] = stack.Sqs.CreateQueue("bills-dlq").Url,
        ["DeadLetters:Queues:2:Url"] = stack.Sqs.CreateQueue("bills-old-dlq").Url,
    });
}
