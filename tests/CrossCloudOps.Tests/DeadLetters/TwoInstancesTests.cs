using System.Net;
using CrossCloudOps.DeadLetters;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.DeadLetters;

/// <summary>Two instances of the app on one store, one SQS and one Slack, at the same time.</summary>
public sealed class TwoInstancesTests
{
    private static readonly string[] Bodies =
        [.. Enumerable.Range(0, 60).Select(static n => $$"""{"type":"Kind{{(char)('A' + (n % 4))}}","id":{{n}}}""")];

    [Fact]
    public async Task Together_they_collect_each_message_once_and_post_one_message_per_problem()
    {
        await using var stack = await Stack.StartAsync();
        await using var first = await AppInstance.StartAsync(stack);
        await using var second = await AppInstance.StartAsync(stack);
        stack.Seed(Bodies);

        await Task.WhenAll(first.SettleAsync(), second.SettleAsync());
        await first.SettleAsync(rounds: 2);

        stack.DeadLetterQueue.Messages.Count.ShouldBe(0, stack.Log.ToString());
        (await first.Store.ListAsync("open/", default).ToListAsync()).Count.ShouldBe(Bodies.Length);
        stack.Shown.Select(static m => m.Text).Order().ShouldBe(
            ["15 dead letters in orders-dlq: KindA", "15 dead letters in orders-dlq: KindB", "15 dead letters in orders-dlq: KindC", "15 dead letters in orders-dlq: KindD"]);
        stack.Slack.Calls.Count(static c => c is { Operation: "chat.postMessage", ThreadTs: null }).ShouldBe(4);
        TimesOf(stack).Min().ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Two_people_who_press_the_same_buttons_at_two_instances_make_one_send_each(bool fifo)
    {
        await using var stack = await Stack.StartAsync(fifo);
        await using var first = await AppInstance.StartAsync(stack);
        await using var second = await AppInstance.StartAsync(stack);
        stack.Seed(Bodies[..4]);
        await first.CollectAndNotifyAsync();
        using var olivia = new SlackCaller(first, stack);
        using var oscar = new SlackCaller(second, stack);
        var buttons = stack.Shown.Select(static m => m.ButtonValue(SendBackAction.Id)).ToList();

        var answers = await Task.WhenAll(buttons.SelectMany(button => new[]
        {
            olivia.SendAsync(olivia.Sign(SlackCaller.Press(SendBackAction.Id, button))),
            oscar.SendAsync(oscar.Sign(SlackCaller.Press(SendBackAction.Id, button, Stack.OtherOperator))),
        }));
        await Task.WhenAll(first.SettleAsync(), second.SettleAsync());

        answers.ShouldAllBe(static a => a.Status == HttpStatusCode.OK);
        stack.SourceQueue.Messages.Select(static m => m.Body).ShouldBe(Bodies[..4], ignoreOrder: true);
        stack.Shown.Count.ShouldBe(4);
        stack.Shown.ShouldAllBe(static m => m.Text.StartsWith("Dealt with, none left", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_delivery_that_reaches_both_instances_acts_once()
    {
        await using var stack = await Stack.StartAsync();
        await using var first = await AppInstance.StartAsync(stack);
        await using var second = await AppInstance.StartAsync(stack);
        stack.Seed("one");
        await first.CollectAndNotifyAsync();
        using var toFirst = new SlackCaller(first, stack);
        using var toSecond = new SlackCaller(second, stack);
        var delivery = toFirst.Sign(SlackCaller.Press(SendBackAction.Id, stack.OnlyShown.ButtonValue(SendBackAction.Id)));

        await Task.WhenAll(toFirst.SendAsync(delivery), toSecond.SendAsync(delivery));
        await Task.WhenAll(first.SettleAsync(), second.SettleAsync());

        stack.SourceQueue.Messages.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_instance_that_dies_with_the_notifiers_lease_silences_the_other_for_a_minute_only()
    {
        await using var stack = await Stack.StartAsync();
        await using (var dying = await AppInstance.StartAsync(stack))
        {
            await dying.Get<CrossCloudOps.Storage.Leases>().TryAcquireAsync("notifier", default);
        }

        await using var other = await AppInstance.StartAsync(stack);
        stack.Seed("one");
        await other.CollectAndNotifyAsync();
        var meanwhile = stack.Shown.Count;
        stack.Time.Advance(TimeSpan.FromSeconds(61));
        await other.NotifyAsync();

        meanwhile.ShouldBe(0);
        _ = stack.OnlyShown;
    }

    private static IEnumerable<TimeSpan> TimesOf(Stack stack)
    {
        var times = stack.Slack.Calls.Where(static c => c.Channel == Stack.Channel).Select(static c => c.At).ToList();
        return times.Zip(times.Skip(1), static (a, b) => b - a);
    }
}
