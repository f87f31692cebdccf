using System.Text.Json;
using CrossCloudOps.Problems;
using CrossCloudOps.Slack;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.Problems;

/// <summary><c>/ops audit</c></summary>
public sealed class AuditCommandTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 5, 11, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Tells_who_did_what_with_which_result()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed("""{"type":"OrderPlaced","id":1}""");
        await app.CollectAndNotifyAsync();
        await app.SendBackAsync(Stack.OtherOperator);

        await app.CommandAsync("audit");

        var audit = stack.ToldTo(Stack.Operator).ShouldHaveSingleItem().Says();
        audit.ShouldContain("🧾 *What was done on 2026-01-05 (UTC)*");
        audit.ShouldContain($" · <@{Stack.OtherOperator}> · *send-back* · `");
    }

    [Fact]
    public async Task Without_a_day_it_is_the_last_one_on_which_anybody_did_anything()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        await WriteAsync(app, Line(1) with { At = At.AddDays(-9) }, Line(2) with { At = At.AddDays(-3) });

        await app.CommandAsync("audit");
        await app.CommandAsync("audit 2025-12-27");
        await app.CommandAsync("audit 2025-12-28");

        stack.Notes(Stack.Operator).ShouldBe(["What was done on 2026-01-02 (UTC)", "What was done on 2025-12-27 (UTC)", "Nobody did anything on 2025-12-28 (UTC)"]);
    }

    [Fact]
    public async Task Of_many_lines_the_last_twenty_are_told_once_each_and_what_is_broken_is_left_out()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        await WriteAsync(app, [.. Enumerable.Range(0, 1000).Select(Line), Line(999) with { At = At.AddMinutes(1) }]);
        await app.Store.AppendAsync("audit/2026-01-05", "{\"At\":\"2026-"u8.ToArray(), default);

        await app.CommandAsync("audit");

        var audit = stack.ToldTo(Stack.Operator).ShouldHaveSingleItem().Says();
        audit.ShouldContain("The last 20 things done on 2026-01-05 (UTC)");
        audit.ShouldContain("\nresult 980");
        audit.ShouldNotContain("result 979");
        audit.Split("result 999").Length.ShouldBe(2);
    }

    [Fact]
    public async Task What_comes_from_outside_is_redacted_and_calls_nobody()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        await WriteAsync(app, Line(1) with { Result = "<!channel> password=hunter2", Subject = "Authorization: Bearer abcdefghijklmnop" });

        await app.CommandAsync("audit");

        var audit = stack.ToldTo(Stack.Operator).ShouldHaveSingleItem().Says();
        audit.ShouldNotContain("hunter2");
        audit.ShouldNotContain("abcdefghijklmnop");
        audit.ShouldContain("&lt;!channel&gt;");
    }

    [Fact]
    public async Task Anything_but_a_day_is_refused_with_what_is_allowed()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);

        await app.CommandAsync("audit yesterday");

        stack.Notes(Stack.Operator).ShouldBe(["`yesterday` is no day; one like `2026-01-05` (in UTC) is allowed, or nothing. For example: `/ops audit 2026-01-05`"]);
    }

    [Fact]
    public void However_long_the_lines_are_Slack_takes_them()
    {
        var words = new AuditMessage(Wording.Text);
        var longest = Enumerable.Range(0, 20).Select(static n => Line(n) with { Action = new string('*', 3000), Subject = new string('漢', 3000), Result = new string('<', 3000), UserId = new string('`', 3000) });

        var message = words.Of(new AuditDay(new DateOnly(2026, 1, 5), [.. longest], IsWhole: false));

        JsonSerializer.SerializeToUtf8Bytes(message, SlackJson.Wire.SlackMessage).Length.ShouldBeLessThanOrEqualTo(12_000);
        SlackApproved.ShouldBe("audit.json", words.Of(new AuditDay(new DateOnly(2026, 1, 5), [Line(1), Line(2)], IsWhole: true)));
    }

    private static AuditLine Line(int n) => new(At, $"job{n}", "U0OPERATOR", "send-back", "123456789012%2Forders-dlq/fb80a97df36033ac/1767614280000-5fea7756", $"result {n}");

    private static async Task WriteAsync(AppInstance app, params AuditLine[] lines)
    {
        foreach (var line in lines)
        {
            await app.Get<Audit>().WriteAsync(line, default);
        }
    }
}
