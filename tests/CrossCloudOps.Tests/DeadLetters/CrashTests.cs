using CrossCloudOps.DeadLetters;
using CrossCloudOps.Storage;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.DeadLetters;

/// <summary>
/// The process dies at the calls that it makes to the outside (see <see cref="Deaths"/>), before the call took effect or after it; another one is
/// started on what is left.
/// </summary>
public sealed class CrashTests
{
    /// <summary>Two that share a thread, one of them too long for a card.</summary>
    private static readonly string[] Bodies = [$$"""{"type":"OrderPlaced","id":"{{new string('x', 4000)}}"}""", """{"type":"OrderPlaced","id":"2"}""", "plain text"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wherever_it_dies_while_collecting_nothing_is_lost_and_nothing_is_told_twice(bool afterEffect)
    {
        var calls = await CallsOfACleanRunAsync();

        foreach (var call in Deaths.In(calls))
        {
            await using var stack = await Stack.StartAsync();
            stack.Seed(Bodies);
            await DieAsync(stack, new CrashPoint(call, afterEffect), static app => app.CollectAndNotifyAsync());

            await using var next = await AppInstance.StartAsync(stack);
            await next.SettleAsync();

            stack.DeadLetterQueue.Messages.ShouldBeEmpty($"died at call {call}");
            (await ArchivedBodiesAsync(next)).ShouldBe(Bodies, ignoreOrder: true, $"died at call {call}");
            stack.Shown.Select(static m => m.Text).ShouldBe(
                ["2 dead letters in orders-dlq: OrderPlaced", "Dead letter in orders-dlq: plain text"], ignoreOrder: true, $"died at call {call}");
            var replies = stack.Slack.Messages(Stack.Channel).Where(static m => m.ThreadTs is not null).ToList();
            replies.Count(static m => m.Buttons().Count > 0).ShouldBe(2, $"died at call {call}");
            replies.Count(static m => m.FileIds.Count > 0).ShouldBe(1, $"died at call {call}");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wherever_it_dies_while_sending_back_to_a_FIFO_queue_the_message_arrives_exactly_once(bool afterEffect)
    {
        var calls = await CallsOfASendBackAsync(fifo: true);

        foreach (var call in Deaths.In(calls))
        {
            await using var stack = await Stack.StartAsync(fifo: true);
            await SendBackAndDieAsync(stack, new CrashPoint(call, afterEffect));

            await using var next = await AppInstance.StartAsync(stack);
            await next.SettleAsync();
            await PressAgainIfNothingHappenedAsync(stack, next);

            stack.SourceQueue.Messages.ShouldHaveSingleItem($"died at call {call}").Body.ShouldBe(Bodies[0]);
            stack.OnlyShown.Text.ShouldStartWith("Dealt with, none left in orders-dlq", customMessage: $"died at call {call}");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wherever_it_dies_while_sending_back_to_a_standard_queue_it_is_sent_once_or_said_to_be_unconfirmed(bool afterEffect)
    {
        var calls = await CallsOfASendBackAsync(fifo: false);
        var unconfirmed = 0;

        foreach (var call in Deaths.In(calls))
        {
            await using var stack = await Stack.StartAsync();
            await SendBackAndDieAsync(stack, new CrashPoint(call, afterEffect));

            await using var next = await AppInstance.StartAsync(stack);
            await next.SettleAsync();
            await PressAgainIfNothingHappenedAsync(stack, next);

            stack.SourceQueue.Messages.Count.ShouldBeLessThanOrEqualTo(1, $"died at call {call}");
            if (stack.OnlyShown.Says().Contains("SQS did not confirm it", StringComparison.Ordinal))
            {
                unconfirmed++;
                continue;
            }

            stack.SourceQueue.Messages.ShouldHaveSingleItem($"died at call {call}").Body.ShouldBe(Bodies[0]);
            stack.OnlyShown.Text.ShouldStartWith("Dealt with, none left in orders-dlq", customMessage: $"died at call {call}");
        }

        // Between "marked sending" and "marked sent" nobody can know: two looks for a bulk job, the send, and the mark.
        unconfirmed.ShouldBeLessThanOrEqualTo(4);
    }

    /// <summary>Slack shows an error to whoever pressed when the press could not be stored; that person presses again.</summary>
    private static async Task PressAgainIfNothingHappenedAsync(Stack stack, AppInstance app)
    {
        if ((await app.Store.ListAsync("states/", default).ToListAsync()).Count == 0)
        {
            (await app.SendBackAsync()).Acknowledged.ShouldBeTrue();
            await app.SettleAsync();
        }
    }

    private static async Task SendBackAndDieAsync(Stack stack, CrashPoint crash)
    {
        await using (var first = await AppInstance.StartAsync(stack))
        {
            stack.Seed(Bodies[0]);
            await first.CollectAndNotifyAsync();
        }

        await DieAsync(stack, crash, static app => app.SendBackAsync());
    }

    /// <summary>Runs until the process dies. What is left of it may still return, but has no effect any more.</summary>
    private static async Task DieAsync(Stack stack, CrashPoint crash, Func<AppInstance, Task> run)
    {
        await using var dying = await AppInstance.StartAsync(stack, crash: crash);
        try
        {
            await run(dying);
        }
        catch (ProcessDiedException)
        {
        }

        crash.Died.ShouldBeTrue();
        stack.Time.Advance(TimeSpan.FromSeconds(61));
    }

    private static async Task<int> CallsOfACleanRunAsync()
    {
        await using var stack = await Stack.StartAsync();
        stack.Seed(Bodies);
        var count = CrashPoint.None;
        await using var app = await AppInstance.StartAsync(stack, crash: count);
        await app.CollectAndNotifyAsync();
        return count.Calls;
    }

    private static async Task<int> CallsOfASendBackAsync(bool fifo)
    {
        await using var stack = await Stack.StartAsync(fifo);
        stack.Seed(Bodies[0]);
        await using (var first = await AppInstance.StartAsync(stack))
        {
            await first.CollectAndNotifyAsync();
        }

        var count = CrashPoint.None;
        await using var app = await AppInstance.StartAsync(stack, crash: count);
        await app.SendBackAsync();
        return count.Calls;
    }

    private static async Task<List<string>> ArchivedBodiesAsync(AppInstance app)
    {
        var bodies = new List<string>();
        foreach (var entry in await app.Store.ListAsync("open/", default).ToListAsync())
        {
            bodies.Add((await app.Store.ReadAsync(entry.Name, DeadLettersJson.Archive.DeadLetter, default))!.Value.Body);
        }

        return bodies;
    }
}
