using System.Text.Json;
using CrossCloudOps.DeadLetters.Bulk;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.DeadLetters.Bulk;

public sealed class DiscardAllTests
{
    [Fact]
    public async Task It_asks_first_with_count_and_queue_and_then_none_waits_any_more()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.SeedMany(12);
        await app.CollectAndNotifyAsync();
        var confirm = stack.OnlyShown.Confirm(DiscardAllAction.Id);

        await app.PressAsync(DiscardAllAction.Id);
        await stack.RunBulkToItsEndAsync(app);
        await app.NotifyAsync();

        confirm.GetProperty("title").GetProperty("text").GetString().ShouldBe("Discard all 12?");
        confirm.GetProperty("text").GetProperty("text").GetString()!.ShouldContain("The 12 dead letters of this kind in `orders-dlq`");
        stack.Sent().ShouldBeEmpty();
        stack.OnlyShown.Text.ShouldStartWith("Dealt with, none left");
        stack.OnlyShown.Says().ShouldContain("🗑️ discarded 12 of 12 (they stay in the archive)");
        (await BulkScenario.NamesAsync(app, "closed/")).Count.ShouldBe(12);
    }

    [Fact]
    public async Task The_audit_has_one_line_for_all()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartBulkAsync(3, DiscardAllAction.Id);

        await stack.RunBulkToItsEndAsync(app);

        var audit = await app.Store.ReadAsync($"audit/{stack.Time.GetUtcNow():yyyy-MM-dd}", default);
        using var line = JsonDocument.Parse(audit!.Content);
        line.RootElement.GetProperty("action").GetString().ShouldBe("discard-all");
        line.RootElement.GetProperty("userId").GetString().ShouldBe(Stack.Operator);
        line.RootElement.GetProperty("result").GetString()!.ShouldStartWith("Done: of 3 0 sent, 3 discarded");
    }

    [Fact]
    public async Task One_button_pressed_by_two_people_makes_one_job_at_a_time()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartBulkAsync(3);
        using var caller = new SlackCaller(app, stack);
        var job = (await BulkScenario.JobsAsync(app)).ShouldHaveSingleItem();

        await caller.SendAsync(caller.Sign(SlackCaller.Press(DiscardAllAction.Id, job.Selection.ToString(), Stack.OtherOperator)));
        await app.RunBulkAsync();

        (await BulkScenario.JobsAsync(app)).ShouldHaveSingleItem().Id.ShouldBe(job.Id);
        (await BulkScenario.NamesAsync(app, "closed/")).Count.ShouldBe(1);
    }
}
