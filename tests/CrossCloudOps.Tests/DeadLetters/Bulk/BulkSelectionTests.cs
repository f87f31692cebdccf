using CrossCloudOps.DeadLetters.Bulk;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.DeadLetters.Bulk;

/// <summary>Which dead letters a bulk act is about.</summary>
public sealed class BulkSelectionTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 5, 12, 0, 0, 123, TimeSpan.Zero);

    [Theory]
    [InlineData("0/orders-dlq", null, null)]
    [InlineData("0/orders-dlq", "0123456789abcdef", null)]
    [InlineData("0/orders-dlq.fifo", "f", "a|b*c / %7C Zoë 📬")]
    public void A_button_carries_it_there_and_back(string queue, string? kind, string? matching)
    {
        var selection = new BulkSelection(CrossCloudOps.Storage.DocumentName.Segment(queue), kind, At, matching is null ? null : At.AddHours(-2), matching is null ? null : At, matching);

        var read = BulkSelection.Parse(selection.ToString());

        read.ShouldBe(selection);
    }

    [Fact]
    public void Its_longest_form_fits_into_a_button()
    {
        var selection = new BulkSelection(new string('q', 120), new string('f', 120), At, At, At, new string('ä', BulkSelection.LongestMatching));

        selection.ToString().Length.ShouldBeLessThanOrEqualTo(2000);
        BulkSelection.Parse(selection.ToString()).ShouldBe(selection);
    }

    [Fact]
    public void A_cut_off_between_two_milliseconds_is_rounded_up() =>
        BulkSelection.Parse(new BulkSelection("q", "f", At.AddTicks(1)).ToString())!.CutOff.ShouldBe(At.AddMilliseconds(1));

    [Theory]
    [InlineData("")]
    [InlineData("q|f|1767614400000||")]
    [InlineData("q|f|1767614400000||||")]
    [InlineData("|f|1767614400000|||")]
    [InlineData("q||1767614400000|||")]
    [InlineData("q/../x|f|1767614400000|||")]
    [InlineData("q|f|soon|||")]
    [InlineData("q|f|-1|||")]
    [InlineData("q|f|999999999999999999|||")]
    [InlineData("q|f|1767614400000|x||")]
    [InlineData("q|f|1767614400000||x|")]
    public void Anything_else_is_refused(string text) => BulkSelection.Parse(text).ShouldBeNull();

    [Fact]
    public void A_text_that_is_too_long_is_refused()
    {
        BulkSelection.Parse($"q|f|1767614400000|||{new string('x', BulkSelection.LongestMatching + 1)}").ShouldBeNull();
        BulkSelection.Parse($"q|f|1767614400000|||{new string('x', 3000)}").ShouldBeNull();
    }

    [Fact]
    public async Task What_came_after_the_card_stays()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack, BulkScenario.Fast);
        stack.SeedMany(3);
        await app.CollectAndNotifyAsync();
        var card = stack.OnlyShown;
        stack.Time.Advance(TimeSpan.FromSeconds(30));
        stack.SeedMany(2, from: 3);
        await app.CollectAsync();

        await app.PressAsync(SendBackAllAction.Id, on: card);
        await stack.RunBulkToItsEndAsync(app);

        stack.Sent().ShouldBe(BulkScenario.Bodies(3), ignoreOrder: true);
        (await BulkScenario.OpenAsync(app)).ShouldBe([BulkScenario.Body(3), BulkScenario.Body(4)], ignoreOrder: true);
    }

    [Fact]
    public async Task A_window_of_times_and_a_text_narrow_it()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack, BulkScenario.Unwatched);
        var first = stack.Time.GetUtcNow() - TimeSpan.FromMinutes(30);
        stack.SeedMany(30);
        await app.CollectAndNotifyAsync();

        await stack.PressAsync(app, DiscardAllAction.Id, s => s with { Since = first.AddSeconds(8), Until = first.AddSeconds(21), Matching = "\"Id\":1" });
        await stack.RunBulkToItsEndAsync(app);

        var open = await BulkScenario.OpenAsync(app);
        BulkScenario.Bodies(30).Except(open).ShouldBe(Enumerable.Range(10, 10).Select(BulkScenario.Body), ignoreOrder: true);
    }

    [Fact]
    public async Task More_than_a_thousand_are_written_down_in_parts_and_each_is_dealt_with_once()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartBulkAsync(1203, DiscardAllAction.Id);

        await stack.RunBulkToItsEndAsync(app);

        (await BulkScenario.NamesAsync(app, "bulk-selection/")).Count.ShouldBe(2);
        (await BulkScenario.NamesAsync(app, "open/")).ShouldBeEmpty();
        (await BulkScenario.NamesAsync(app, "closed/")).Count.ShouldBe(1203);
        (await BulkScenario.EndedAsync(app)).Counts.Discarded.ShouldBe(1203);
    }

    [Fact]
    public async Task A_button_that_is_not_understood_is_answered()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.SeedMany(2);
        await app.CollectAndNotifyAsync();
        using var caller = new SlackCaller(app, stack);

        await caller.SendAsync(caller.Sign(SlackCaller.Press(SendBackAllAction.Id, "../../etc")));
        await caller.SendAsync(caller.Sign(SlackCaller.Press(StopAction.Id, "../../etc")));

        (await BulkScenario.JobsAsync(app)).ShouldBeEmpty();
    }
}
