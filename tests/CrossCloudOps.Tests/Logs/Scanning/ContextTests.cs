using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.Logs.Scanning;

/// <summary>Tracebacks whose lines are events of their own, of which the pattern finds only some.</summary>
public sealed class ContextTests
{
    private const string Filter = "FilterLogEvents";

    private static readonly string[] Lines =
    [
        "ERROR place_order failed",
        "Traceback (most recent call last):",
        "  File \"/app/shop/orders.py\", line 17, in place_order",
        "    raise ValueError(f\"bad total {total}\")",
        "ValueError: bad total 12",
    ];

    [Fact]
    public async Task A_traceback_of_several_events_is_told_whole_and_counted_once()
    {
        await using var logs = await LogScenario.StartAsync();
        Write(logs);
        logs.Put("INFO the next one", ago: TimeSpan.FromSeconds(19));

        await logs.ScanAndNotifyAsync();

        var says = logs.Stack.OnlyShown.Says();
        says.ShouldContain("ValueError: bad total 12");
        says.ShouldContain("orders.py");
        says.ShouldContain("*once*");
        says.ShouldNotContain("the next one");
    }

    [Fact]
    public async Task A_later_line_of_a_counted_traceback_does_not_count()
    {
        // "Traceback" matches too, but becomes readable a minute later than the first line.
        await using var logs = await LogScenario.StartAsync();
        var at = TimeSpan.FromSeconds(20);
        logs.Put(Lines[0], at);
        foreach (var (line, n) in Lines.Skip(1).Select(static (l, n) => (l, n)))
        {
            logs.Put(line, at - TimeSpan.FromMilliseconds(n + 1), ingestedAfter: TimeSpan.FromMinutes(1.5));
        }

        for (var rounds = 0; rounds < 8; rounds++)
        {
            await logs.ScanAsync(TimeSpan.FromMinutes(1));
        }

        (await logs.CountedAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_flood_of_them_is_one_kind_although_not_all_are_looked_around()
    {
        await using var logs = await LogScenario.StartAsync();
        for (var n = 0; n < 40; n++)
        {
            Write(logs, TimeSpan.FromSeconds(20 + (n * 10)));
        }

        await logs.ScanAsync();

        (await logs.RecordsAsync()).ShouldHaveSingleItem().Total.ShouldBe(40);
    }

    [Fact]
    public async Task Single_lines_are_looked_around_once_in_a_while_only()
    {
        await using var logs = await LogScenario.StartAsync();
        logs.Put("ERROR cannot save the order 1");
        await logs.ScanAsync();
        var first = logs.Logs.Calls.Count(Filter);
        logs.Put("ERROR cannot save the order 2");

        await logs.ScanAsync(TimeSpan.FromMinutes(1));

        first.ShouldBe(2);
        (logs.Logs.Calls.Count(Filter) - first).ShouldBe(1);
    }

    [Fact]
    public async Task Without_context_nothing_else_is_read()
    {
        await using var logs = await LogScenario.StartAsync(new Dictionary<string, string?> { ["Groups:0:Context"] = "false" });
        Write(logs);

        await logs.ScanAsync();

        logs.Logs.Calls.Count(Filter).ShouldBe(1);
        (await logs.CountedAsync()).ShouldBe(1);
    }

    private static void Write(LogScenario logs, TimeSpan? ago = null)
    {
        foreach (var (line, n) in Lines.Select(static (l, n) => (l, n)))
        {
            logs.Put(line, (ago ?? TimeSpan.FromSeconds(20)) - TimeSpan.FromMilliseconds(n));
        }
    }
}
