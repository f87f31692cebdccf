using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.Logs.Scanning;

public sealed class ScanTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task An_error_is_told_with_its_group_its_count_and_its_words()
    {
        await using var logs = await LogScenario.StartAsync();
        logs.Put("INFO all is well");
        logs.Put("[ERROR] cannot save the order 17");

        await logs.ScanAndNotifyAsync();

        var says = logs.Stack.OnlyShown.Says();
        says.ShouldContain("cannot save the order 17");
        says.ShouldContain("/aws/lambda/orders");
        says.ShouldContain("🆕 new");
        says.ShouldContain("*once*");
    }

    [Fact]
    public async Task Alike_errors_are_one_message_whose_count_rises()
    {
        await using var logs = await LogScenario.StartAsync();
        logs.Put("ERROR cannot save the order 17");
        await logs.ScanAndNotifyAsync();
        logs.Put("ERROR cannot save the order 18");
        logs.Put("ERROR cannot save the order 19");

        await logs.ScanAndNotifyAsync(Minute);

        logs.Stack.OnlyShown.Says().ShouldContain("*3 times*");
        logs.Stack.OnlyShown.Says().ShouldContain("cannot save the order 19");
    }

    [Fact]
    public async Task What_is_read_again_is_not_counted_again()
    {
        await using var logs = await LogScenario.StartAsync();
        logs.Put("ERROR cannot save the order 17");

        for (var rounds = 0; rounds < 12; rounds++)
        {
            await logs.ScanAsync(Minute);
        }

        (await logs.CountedAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Several_events_of_one_millisecond_count_each()
    {
        await using var logs = await LogScenario.StartAsync();
        for (var n = 0; n < 7; n++)
        {
            logs.Put("ERROR the same words");
        }

        await logs.ScanAsync();
        await logs.ScanAsync(Minute);

        (await logs.CountedAsync()).ShouldBe(7);
    }

    [Fact]
    public async Task An_event_that_becomes_readable_late_is_counted_when_it_does()
    {
        await using var logs = await LogScenario.StartAsync();
        await logs.ScanAsync();
        logs.Put("ERROR late", ingestedAfter: TimeSpan.FromMinutes(9.5));
        for (var rounds = 0; rounds < 9; rounds++)
        {
            await logs.ScanAsync(Minute);
        }

        (await logs.CountedAsync()).ShouldBe(0);
        for (var rounds = 0; rounds < 7; rounds++)
        {
            await logs.ScanAsync(Minute);
        }

        (await logs.CountedAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Empty_pages_with_a_token_are_not_the_end()
    {
        await using var logs = await LogScenario.StartAsync();
        logs.Logs.SplitPages(seed: 7, mostEvents: 3);
        for (var n = 0; n < 60; n++)
        {
            logs.Put($"ERROR number {n}", ago: TimeSpan.FromSeconds(15 + n));
        }

        for (var rounds = 0; rounds < 4; rounds++)
        {
            await logs.ScanAsync(Minute);
        }

        (await logs.CountedAsync()).ShouldBe(60);
    }

    [Fact]
    public async Task A_group_that_has_much_to_tell_does_not_keep_the_others_waiting()
    {
        await using var logs = await LogScenario.StartAsync(new Dictionary<string, string?> { ["Groups:1:Name"] = "/aws/lambda/small", ["CallsPerSecond"] = "1" });
        logs.Logs.CreateGroup("/aws/lambda/small");
        logs.Logs.SplitPages(seed: 3, mostEvents: 1);
        for (var n = 0; n < 400; n++)
        {
            logs.Put($"ERROR number {n}", ago: TimeSpan.FromSeconds(15 + (n / 100.0)));
        }

        logs.Put("ERROR a small one", group: "/aws/lambda/small");
        await logs.ScanAsync();

        (await logs.CountedAsync("/aws/lambda/small")).ShouldBe(1);
        (await logs.CountedAsync()).ShouldBeLessThan(400);
    }

    [Fact]
    public async Task Throttling_is_waited_for()
    {
        await using var logs = await LogScenario.StartAsync();
        logs.Logs.Quotas.Set("FilterLogEvents", 1);
        logs.Put("ERROR cannot save the order 17");

        await logs.ScanAsync();

        (await logs.CountedAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_group_that_cannot_be_read_is_a_problem_and_the_others_are_read()
    {
        await using var logs = await LogScenario.StartAsync(new Dictionary<string, string?> { ["Groups:1:Name"] = "/aws/lambda/gone", ["Groups:2:Name"] = "/aws/lambda/shut" });
        logs.Logs.CreateGroup("/aws/lambda/shut");
        logs.Logs.Deny("/aws/lambda/shut");
        logs.Put("ERROR cannot save the order 17");

        await logs.ScanAndNotifyAsync();

        logs.Shown.Count.ShouldBe(3);
        logs.Shown.ShouldContain(static m => m.Says().Contains("Cannot read log group /aws/lambda/gone") && m.Says().Contains("ResourceNotFoundException"));
        logs.Shown.ShouldContain(static m => m.Says().Contains("Cannot read log group /aws/lambda/shut") && m.Says().Contains("AccessDenied"));
        (await logs.CountedAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Groups_are_found_by_their_prefix_and_by_their_arn()
    {
        await using var logs = await LogScenario.StartAsync(new Dictionary<string, string?>
        {
            ["Groups:0:Name"] = null,
            ["Groups:0:Prefix"] = "/aws/lambda/",
            ["Groups:1:Name"] = "arn:aws:logs:eu-central-1:210987654321:log-group:/other/account",
            ["Groups:2:Name"] = "/aws/lambda/received",
            ["Groups:2:Received"] = "true",
            ["AccessKeys:0"] = "a-key-of-sixteen-bytes",
        });
        logs.Logs.CreateGroup("/ecs/not-asked-for");
        logs.Logs.CreateGroup("/aws/lambda/received");
        var other = logs.Logs.CreateGroup("/other/account", account: "210987654321");
        foreach (var group in new[] { LogScenario.Orders, "/ecs/not-asked-for", "/aws/lambda/received", other.Arn })
        {
            logs.Put("ERROR in each", group: group);
        }

        await logs.ScanAsync();

        (await logs.CountedAsync()).ShouldBe(1);
        (await logs.CountedAsync(other.Arn)).ShouldBe(1);
        (await logs.CountedAsync("/ecs/not-asked-for")).ShouldBe(0);
        (await logs.CountedAsync("/aws/lambda/received")).ShouldBe(0);
    }

    [Fact]
    public async Task After_hours_off_everything_is_made_up_for_oldest_first_and_told_to_be_late()
    {
        await using var logs = await LogScenario.StartAsync(new Dictionary<string, string?> { ["CallsPerSecond"] = "1" });
        await logs.ScanAsync();
        logs.Stack.Time.Advance(TimeSpan.FromHours(30));
        for (var n = 0; n < 30; n++)
        {
            logs.Put($"ERROR number {n}", ago: TimeSpan.FromHours(n) + TimeSpan.FromMinutes(1));
        }

        logs.Logs.SplitPages(seed: 5, mostEvents: 1);
        await logs.ScanAsync();
        await logs.NotifyAsync();
        logs.Shown.ShouldContain(static m => m.Says().Contains("Errors of /aws/lambda/orders are told late"));

        for (var rounds = 0; rounds < 10; rounds++)
        {
            await logs.ScanAsync(Minute);
        }

        await logs.NotifyAsync();
        (await logs.CountedAsync()).ShouldBe(30);
        logs.Shown.ShouldContain(static m => m.Says().Contains("caught up"));
    }

    [Fact]
    public async Task What_is_quiet_is_over_and_what_comes_back_says_so()
    {
        await using var logs = await LogScenario.StartAsync();
        logs.Put("ERROR cannot save the order 17");
        await logs.ScanAndNotifyAsync();
        logs.Stack.Time.Advance(TimeSpan.FromHours(6.1));
        await logs.NotifyAsync();
        logs.Stack.OnlyShown.Says().ShouldContain("✅");
        await logs.ScanAsync(TimeSpan.FromHours(2));

        logs.Put("ERROR cannot save the order 18");
        await logs.ScanAndNotifyAsync(Minute);

        logs.Shown.Count.ShouldBe(2);
        logs.Shown[^1].Says().ShouldContain("🔁 came back");
        logs.Shown[^1].Says().ShouldContain("*once* (2 in all)");
    }
}
