using CrossCloudOps.DeadLetters.Bulk;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.DeadLetters.Bulk;

/// <summary>
/// The process dies at the calls that a small bulk job makes to the outside, before the call took effect or after it; another
/// one is started on what is left.
/// </summary>
public sealed class BulkCrashTests
{
    private const int Count = 4;

    /// <summary>Seconds in which SQS would have given the first one back.</summary>
    private const int Watch = 125;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wherever_it_dies_each_message_arrives_at_a_FIFO_queue_exactly_once_and_in_order(bool afterEffect)
    {
        var calls = await CallsOfACleanRunAsync(fifo: true);

        foreach (var call in Deaths.In(calls))
        {
            await using var stack = await Stack.StartAsync(fifo: true);
            await using var next = await DieAndGoOnAsync(stack, new CrashPoint(call, afterEffect));

            stack.Sent().ShouldBe(BulkScenario.Bodies(Count), $"died at call {call} of {calls}");
            (await BulkScenario.OpenAsync(next)).ShouldBeEmpty($"died at call {call} of {calls}");
            stack.OnlyShown.Says().ShouldContain($"📤 sent {Count} of {Count} back", customMessage: $"died at call {call} of {calls}");
            (await BulkScenario.NamesAsync(next, "bulk-claims/")).ShouldBeEmpty($"died at call {call} of {calls}");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wherever_it_dies_each_message_is_sent_to_a_standard_queue_once_or_said_to_be_unconfirmed(bool afterEffect)
    {
        var calls = await CallsOfACleanRunAsync(fifo: false);
        var unconfirmed = 0;

        foreach (var call in Deaths.In(calls))
        {
            await using var stack = await Stack.StartAsync();
            await using var next = await DieAndGoOnAsync(stack, new CrashPoint(call, afterEffect));

            var open = await BulkScenario.OpenAsync(next);
            unconfirmed += open.Count;
            stack.Sent().ShouldBeUnique($"died at call {call} of {calls}");
            stack.Sent().Union(open).ShouldBe(BulkScenario.Bodies(Count), ignoreOrder: true, $"died at call {call} of {calls}");
            var ended = await BulkScenario.EndedAsync(next);
            (ended.Counts.Sent, ended.Counts.Unconfirmed).ShouldBe((Count - open.Count, open.Count), $"died at call {call} of {calls}");
        }

        // Between "begun" and "done" nobody can know: two batches, the first of one message and the second of three.
        unconfirmed.ShouldBeLessThanOrEqualTo(3 * Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wherever_it_dies_all_are_discarded(bool afterEffect)
    {
        var calls = await CallsOfACleanRunAsync(fifo: false, DiscardAllAction.Id);

        foreach (var call in Deaths.In(calls))
        {
            await using var stack = await Stack.StartAsync();
            await using var next = await DieAndGoOnAsync(stack, new CrashPoint(call, afterEffect), DiscardAllAction.Id);

            (await BulkScenario.OpenAsync(next)).ShouldBeEmpty($"died at call {call} of {calls}");
            stack.Sent().ShouldBeEmpty();
            (await BulkScenario.EndedAsync(next)).Counts.Discarded.ShouldBe(Count, $"died at call {call} of {calls}");
            stack.OnlyShown.Text.ShouldStartWith("Dealt with, none left", customMessage: $"died at call {call} of {calls}");
        }
    }

    private static async Task<AppInstance> DieAndGoOnAsync(Stack stack, CrashPoint crash, string action = SendBackAllAction.Id)
    {
        await (await stack.StartBulkAsync(Count, action)).DisposeAsync();
        await using (var dying = await AppInstance.StartAsync(stack, BulkScenario.Fast, crash))
        {
            try
            {
                await stack.RunBulkToItsEndAsync(dying, seconds: Watch);
            }
            catch (ProcessDiedException)
            {
            }

            crash.Died.ShouldBeTrue();
        }

        stack.Time.Advance(TimeSpan.FromSeconds(61));
        var next = await AppInstance.StartAsync(stack, BulkScenario.Fast);
        await stack.RunBulkToItsEndAsync(next, seconds: Watch);
        await next.NotifyAsync();
        return next;
    }

    private static async Task<int> CallsOfACleanRunAsync(bool fifo, string action = SendBackAllAction.Id)
    {
        await using var stack = await Stack.StartAsync(fifo);
        await (await stack.StartBulkAsync(Count, action)).DisposeAsync();
        var count = CrashPoint.None;
        await using var app = await AppInstance.StartAsync(stack, BulkScenario.Fast, count);
        await stack.RunBulkToItsEndAsync(app, seconds: Watch);
        stack.Sent().Count.ShouldBe(action == SendBackAllAction.Id ? Count : 0);
        return count.Calls;
    }
}
