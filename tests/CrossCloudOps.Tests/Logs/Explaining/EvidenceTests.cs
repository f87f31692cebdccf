using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.Logs.Explaining;

/// <summary>Why a dead letter failed, on its card, by the logs of those who consume its queue.</summary>
public sealed class EvidenceTests
{
    private const string Consumers = "/aws/lambda/orders-consumer";
    private const string Request = "5f0c1d2e-3b4a-4c5d-8e6f-7a8b9c0d1e2f";
    private const string Filter = "FilterLogEvents";

    private static readonly Dictionary<string, string?> Settings = new() { ["DeadLetters:Queues:0:LogGroups:0"] = Consumers };

    [Fact]
    public async Task The_traceback_of_the_request_that_names_the_message_is_on_its_card()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack, Settings);
        var group = stack.Logs.CreateGroup(Consumers);
        stack.Seed("""{"order":17}""");
        var id = stack.DeadLetterQueue.Messages[0].MessageId;
        await app.CollectAsync();
        var at = stack.Time.GetUtcNow() - TimeSpan.FromMinutes(1);
        group.Put("stream", $"{at:O}\t{Request}\tINFO\thandles message {id}", at);
        group.Put("stream", $"{at:O}\t11111111-3b4a-4c5d-8e6f-7a8b9c0d1e2f\tERROR\tInvoke Error\tTypeError: of another request", at.AddSeconds(5));
        group.Put("stream", $"{at:O}\t{Request}\tERROR\tInvoke Error\tRangeError: total is below zero\n    at total (/var/task/order.js:12:7)\n    at handler (/var/task/index.js:3:1)", at.AddSeconds(9));

        await ShowAsync(stack, app);

        var says = stack.OnlyShown.Says();
        says.ShouldContain("RangeError: total is below zero");
        says.ShouldContain("/var/task/order.js:12:7");
        says.ShouldNotContain("of another request");
    }

    [Fact]
    public async Task A_storm_of_dead_letters_costs_one_search()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack, Settings);
        stack.Logs.CreateGroup(Consumers);
        stack.Seed(Enumerable.Range(0, 40).Select(static n => $$"""{"order":{{n}}}"""));
        await app.CollectAsync();

        await ShowAsync(stack, app);
        await ShowAsync(stack, app);

        stack.Logs.Calls.Count(Filter).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_known_of_an_earlier_message_says_so_until_the_newest_is_asked_about()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack, Settings);
        var group = stack.Logs.CreateGroup(Consumers);
        await FailAsync("boiler too hot");
        await FailAsync("valve is shut");
        stack.OnlyShown.Says().ShouldContain("An earlier one: ");
        stack.OnlyShown.Says().ShouldContain("boiler too hot");

        stack.Time.Advance(TimeSpan.FromMinutes(6));
        await FailAsync("pump is dry");

        stack.OnlyShown.Says().ShouldContain("pump is dry");
        stack.OnlyShown.Says().ShouldNotContain("An earlier one: ");

        async Task FailAsync(string why)
        {
            stack.Seed("""{"order":17}""");
            group.Put("stream", $"ERROR message {stack.DeadLetterQueue.Messages.Single().MessageId}: {why}", stack.Time.GetUtcNow() - TimeSpan.FromSeconds(20));
            await app.CollectAsync();
            await ShowAsync(stack, app);
        }
    }

    [Fact]
    public async Task Logs_that_cannot_be_searched_say_so_on_the_card_and_keep_nothing_else()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack, Settings);
        stack.Seed("""{"order":17}""");
        await app.CollectAsync();

        await ShowAsync(stack, app);

        stack.OnlyShown.Says().ShouldContain("orders-consumer cannot be searched");
        stack.OnlyShown.Says().ShouldContain("ResourceNotFoundException");
    }

    [Fact]
    public async Task Nobody_is_asked_where_no_log_group_is_set()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed("""{"order":17}""");
        await app.CollectAsync();

        await ShowAsync(stack, app);

        stack.Logs.Calls.All.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(6)]
    [InlineData(9)]
    [InlineData(11)]
    [InlineData(13)]
    public async Task A_death_while_answering_costs_a_second_search_and_no_answer(int call)
    {
        await using var stack = await Stack.StartAsync();
        stack.Seed("""{"order":17}""");
        var id = stack.DeadLetterQueue.Messages[0].MessageId;
        stack.Logs.CreateGroup(Consumers).Put("stream", $"ERROR message {id} is not an order", stack.Time.GetUtcNow() - TimeSpan.FromMinutes(1));
        await using (var first = await AppInstance.StartAsync(stack, Settings))
        {
            await first.CollectAsync();
            await first.NotifyAsync();
        }

        var crash = new CrashPoint(call, afterEffect: true);
        await using (var dying = await AppInstance.StartAsync(stack, Settings, crash))
        {
            await IgnoreDeathAsync(dying.ScanAsync);
        }

        stack.Time.Advance(TimeSpan.FromMinutes(2));
        await using var second = await AppInstance.StartAsync(stack, Settings);
        await ShowAsync(stack, second);

        crash.Died.ShouldBeTrue();
        stack.OnlyShown.Says().ShouldContain("is not an order");
    }

    private static async Task IgnoreDeathAsync(Func<Task> run)
    {
        try
        {
            await run();
        }
        catch (ProcessDiedException)
        {
            // That is what this is about.
        }
    }

    /// <summary>The card, the search, and the card again.</summary>
    private static async Task ShowAsync(Stack stack, AppInstance app)
    {
        await app.NotifyAsync();
        stack.Time.Advance(TimeSpan.FromMinutes(1));
        await app.ScanAsync();
        stack.Time.Advance(TimeSpan.FromMinutes(1));
        await app.NotifyAsync();
    }
}
