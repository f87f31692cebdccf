using System.Text.Json;
using CrossCloudOps.DeadLetters.Bulk;
using CrossCloudOps.Problems;
using CrossCloudOps.Slack;
using CrossCloudOps.Status;
using CrossCloudOps.Tests.Drivers;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Tests.Status;

/// <summary><c>/ops status</c></summary>
public sealed class StatusCommandTests
{
    [Fact]
    public async Task Tells_what_is_open_how_much_waits_and_what_runs()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed("""{"type":"OrderPlaced","id":1}""", """{"type":"OrderPlaced","id":2}""");
        await app.CollectAndNotifyAsync();
        await app.PressAsync(AcknowledgeAction.Id);
        await app.PressAsync(MuteAction.Id, value: "3600");
        await app.PressAsync(SendBackAllAction.Id);

        await app.CommandAsync("status");

        var status = stack.ToldTo(Stack.Operator)[^1].Says();
        status.ShouldContain("✅ The document store answers · on: DeadLetters");
        status.ShouldContain("*Open problems*\ndead-letters: 1\n• <http");
        status.ShouldContain($"|OrderPlaced> · 2 · since ");
        status.ShouldContain($"👀 <@{Stack.Operator}> · 🔇 until ");
        status.ShouldContain($"*Dead letters*\n⏳ Send back all in `orders-dlq` by <@{Stack.Operator}>");
        status.ShouldContain("`orders-dlq`: 2 waiting, of one kind");
    }

    [Fact]
    public async Task Tells_that_all_is_well()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);

        await app.CommandAsync("status");

        stack.ToldTo(Stack.Operator).ShouldHaveSingleItem().Says().ShouldBe("✅ The document store answers · on: DeadLetters\n*Open problems*\nnone\n*Dead letters*\n`orders-dlq`: none waiting");
    }

    [Fact]
    public async Task Tells_first_which_functions_do_not_end_well()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        await app.RunFunctionAsync("CollectDeadLetters");
        stack.Time.Advance(TimeSpan.FromMinutes(14));
        await app.RunFunctionAsync("Notify");

        await app.CommandAsync("status");

        stack.ToldTo(Stack.Operator).ShouldHaveSingleItem().Says().ShouldMatch(
            @"^✅ The document store answers · on: DeadLetters\n\*Functions\*\n⏱ CollectDeadLetters: no good run for 14 min \d+ s\n⏱ RunJobs: no good run yet\n\*Open problems\*");
    }

    [Fact]
    public async Task Says_nothing_of_functions_that_end_well()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        foreach (var function in new[] { "CollectDeadLetters", "RunJobs", "Notify" })
        {
            await app.RunFunctionAsync(function);
        }

        await app.CommandAsync("status");

        stack.ToldTo(Stack.Operator).ShouldHaveSingleItem().Says().ShouldNotContain("Functions");
    }

    [Fact]
    public async Task A_title_that_is_not_ours_cannot_end_a_link_or_call_people()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed("""{"type":"a|b> <!channel> password=hunter2"}""");
        await app.CollectAndNotifyAsync();

        await app.CommandAsync("status");

        var status = stack.ToldTo(Stack.Operator).ShouldHaveSingleItem().Says();
        status.ShouldContain("|a¦b&gt; &lt;!channel&gt; password=[redacted");
        status.ShouldNotContain("hunter2");
    }

    [Fact]
    public void However_much_there_is_to_tell_Slack_takes_it()
    {
        var switches = new FeatureSwitches();
        switches.Read([new FeatureSection("DeadLetters", IsOn: true)]);
        var words = new StatusMessage(Options.Create(switches));
        foreach (var (parts, lines, length) in new[] { (1, 1000, 100), (5, 500, 300), (5, 40, 2900), (5, 3, 5000) })
        {
            var message = words.Of(isOk: false, [.. Enumerable.Range(0, parts).Select(n => new StatusPart($"Part {n}", [.. Enumerable.Repeat(new string('x', length), lines)]))]);

            JsonSerializer.SerializeToUtf8Bytes(message, SlackJson.Wire.SlackMessage).Length.ShouldBeLessThanOrEqualTo(12_000);
            message.Blocks.Count.ShouldBe(parts + 1);
            message.Text.ShouldBe("🛑 The document store does not answer");
        }

        SlackApproved.ShouldBe("status.json", words.Of(isOk: true, [new StatusPart("Open problems", [.. Enumerable.Range(0, 60).Select(static n => $"line {n}")]), new StatusPart("Dead letters", ["`orders-dlq`: none waiting"])]));
    }
}
