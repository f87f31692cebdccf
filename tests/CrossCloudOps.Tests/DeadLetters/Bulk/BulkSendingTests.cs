using CrossCloudOps.DeadLetters;
using CrossCloudOps.DeadLetters.Bulk;
using CrossCloudOps.Emulators;
using CrossCloudOps.Emulators.Sqs;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.DeadLetters.Bulk;

/// <summary>What a bulk job sends once it goes on: in which order, how fast, and what stops it.</summary>
public sealed class BulkSendingTests
{
    private const string Batch = "SendMessageBatch";

    [Fact]
    public async Task On_a_FIFO_queue_each_group_arrives_in_its_order_across_kinds()
    {
        await using var stack = await Stack.StartAsync(fifo: true);
        await using var app = await AppInstance.StartAsync(stack, BulkScenario.Unwatched);
        var random = new Random(7);
        var bodies = Enumerable.Range(0, 60).Select(static n => $$"""{"type":"Kind{{n % 3}}","id":{{n:d2}}}""").ToList();
        stack.DeadLetterQueue.Seed(bodies.Select(body => stack.DeadLetter(body, $"group-{random.Next(4)}")));
        await app.CollectAndNotifyAsync();
        using var caller = new SlackCaller(app, stack);
        var selection = BulkSelection.Parse(stack.Shown[0].ButtonValue(SendBackAllAction.Id))! with { Fingerprint = null, CutOff = stack.Time.GetUtcNow() };
        await caller.SendAsync(caller.Sign(SlackCaller.Press(SendBackAllAction.Id, selection.ToString())));
        await stack.RunBulkToItsEndAsync(app);
        await GoOnAsync(stack, app);

        await stack.RunBulkToItsEndAsync(app);

        stack.SourceQueue.Messages.Count.ShouldBe(60);
        foreach (var group in stack.SourceQueue.Messages.GroupBy(static m => m.GroupId))
        {
            group.Select(static m => m.Body[^3..]).ShouldBe(group.Select(static m => m.Body[^3..]).Order(StringComparer.Ordinal), group.Key);
        }
    }

    [Fact]
    public async Task What_SQS_does_not_take_holds_back_what_follows_it_in_its_group()
    {
        await using var stack = await Stack.StartAsync(fifo: true);
        await using var app = await AppInstance.StartAsync(stack, BulkScenario.Fast);
        stack.SeedMany(3);
        stack.DeadLetterQueue.Seed(stack.DeadLetter(BulkScenario.Body(3), "odd") with { Attributes = new Dictionary<string, SqsAttributeValue> { ["note"] = new string('x', 3000) } });
        stack.SeedMany(4, from: 2004);
        await app.CollectAndNotifyAsync();
        await stack.OwnersSqs.SetQueueAttributesAsync(stack.SourceQueue.Url, new Dictionary<string, string> { ["MaximumMessageSize"] = "2048" });
        await app.PressAsync(SendBackAllAction.Id);

        await stack.RunBulkToItsEndAsync(app);
        await app.NotifyAsync();

        stack.Sent().ShouldBe(new[] { 0, 1, 2, 2004, 2006 }.Select(BulkScenario.Body));
        (await BulkScenario.OpenAsync(app)).ShouldBe(new[] { 3, 2005, 2007 }.Select(BulkScenario.Body), ignoreOrder: true);
        stack.OnlyShown.Says().ShouldContain("📤 sent 5 of 8 back · 1 refused · 2 held back behind one of their group");
    }

    [Fact]
    public async Task The_rest_is_sent_at_the_set_rate_and_a_pause_is_not_caught_up_with()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartBulkAsync(41, settings: new Dictionary<string, string?> { ["DeadLetters:RedriveRate"] = "5", ["DeadLetters:LongestCanaryWatch"] = "00:00:00" });
        await stack.RunBulkToItsEndAsync(app);
        await GoOnAsync(stack, app);
        var beginning = stack.Time.GetUtcNow();
        await app.RunBulkAsync();
        var times = stack.SourceQueue.Messages.Skip(1).Select(m => (m.SentAt - beginning).TotalSeconds).ToList();

        times.Count.ShouldBe(40);
        for (var n = 0; n < times.Count; n++)
        {
            times[n].ShouldBeGreaterThanOrEqualTo((n / 5) - 0.5, $"message {n}");
        }
    }

    [Fact]
    public async Task After_a_long_outage_the_rate_is_kept()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartBulkAsync(40, settings: new Dictionary<string, string?> { ["DeadLetters:RedriveRate"] = "5", ["DeadLetters:LongestCanaryWatch"] = "00:00:00" });
        await stack.RunBulkToItsEndAsync(app);
        await GoOnAsync(stack, app);
        stack.Sqs.Faults.Add(new Fault(FaultKind.Answer) { Operation = Batch, Times = 1, Status = 400, Code = "RequestThrottled" });
        await app.RunBulkAsync();
        stack.Time.Advance(TimeSpan.FromMinutes(30));

        var beginning = stack.Time.GetUtcNow();
        await app.RunBulkAsync();

        var times = stack.SourceQueue.Messages.Skip(1).Select(m => (m.SentAt - beginning).TotalSeconds).ToList();
        times.Count.ShouldBe(39);
        times.Count(static t => t < 1).ShouldBeLessThanOrEqualTo(10);
        times[^1].ShouldBeGreaterThanOrEqualTo(6);
    }

    [Fact]
    public async Task Stop_leaves_the_others_where_they_are_and_gives_the_single_buttons_back()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartBulkAsync(5);
        await app.RunBulkAsync();
        await app.NotifyAsync();

        await app.PressAsync(StopAction.Id, Stack.OtherOperator);
        await stack.RunBulkToItsEndAsync(app);
        await app.NotifyAsync();

        stack.Sent().ShouldHaveSingleItem();
        stack.OnlyShown.Says().ShouldContain($"📤 sent 1 of 5 back; stopped by <@{Stack.OtherOperator}>");
        stack.OnlyShown.Buttons().ShouldContain("Send back all (4)");
        (await BulkScenario.NamesAsync(app, "bulk-claims/")).ShouldBeEmpty();
        await app.SendBackAsync();
        stack.Sent().Count.ShouldBe(2);
    }

    [Fact]
    public async Task It_stops_by_itself_when_too_many_come_back()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartBulkAsync(60, settings: new Dictionary<string, string?> { ["DeadLetters:RedriveRate"] = "1", ["DeadLetters:LongestCanaryWatch"] = "00:00:00" });
        await stack.RunBulkToItsEndAsync(app);
        await GoOnAsync(stack, app);
        var job = (await BulkScenario.JobsAsync(app)).ShouldHaveSingleItem();
        for (var n = 0; n < 3; n++)
        {
            await app.Get<BulkBook>().CameBackAsync(job.Id, new DeadLetterId("q", "f", n, $"m{n}"), default);
        }

        // Not the canary: that one was said to be well.
        await app.Get<BulkBook>().ChangeAsync(job.Id, static j => j with { Phase = BulkPhase.Acting, GoOnBy = "U0OPERATOR" }, default);
        await stack.RunBulkToItsEndAsync(app);
        await app.NotifyAsync();

        stack.Sent().Count.ShouldBeLessThan(10);
        stack.OnlyShown.Says().ShouldContain("3 came back, so it stopped");
    }

    [Theory]
    [InlineData("AccessDenied")]
    [InlineData("NonExistentQueue")]
    public async Task What_SQS_refuses_altogether_stops_it_and_nothing_is_lost(string code)
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartBulkAsync(3, settings: BulkScenario.Unwatched);
        stack.Sqs.Faults.Add(new Fault(FaultKind.Answer) { Operation = Batch, Status = 400, Code = code });

        await stack.RunBulkToItsEndAsync(app);
        await app.NotifyAsync();

        stack.Sent().ShouldBeEmpty();
        (await BulkScenario.OpenAsync(app)).Count.ShouldBe(3);
        stack.OnlyShown.Says().ShouldContain($"📤 sent 0 of 3 back; SQS refused with `{code}`, so it stopped");
        stack.OnlyShown.Buttons().ShouldContain("Send back all (3)");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task When_SQS_throttles_it_waits_and_goes_on(bool fifo)
    {
        await using var stack = await Stack.StartAsync(fifo);
        await using var app = await stack.StartBulkAsync(25, settings: BulkScenario.Unwatched);
        await stack.RunBulkToItsEndAsync(app);
        await GoOnAsync(stack, app);
        stack.Sqs.Faults.Add(new Fault(FaultKind.Answer) { Operation = Batch, Times = 3, Status = 400, Code = "RequestThrottled" });

        await stack.RunBulkToItsEndAsync(app);

        stack.Sent().ShouldBe(BulkScenario.Bodies(25), ignoreOrder: !fifo);
        (await BulkScenario.EndedAsync(app)).Counts.Sent.ShouldBe(25);
    }

    [Theory]
    [InlineData(FaultKind.DropBefore)]
    [InlineData(FaultKind.DropAfter)]
    public async Task On_a_FIFO_queue_a_lost_answer_is_asked_for_again_and_each_message_arrives_once(FaultKind drop)
    {
        await using var stack = await Stack.StartAsync(fifo: true);
        await using var app = await stack.StartBulkAsync(9, settings: BulkScenario.Unwatched);
        await stack.RunBulkToItsEndAsync(app);
        await GoOnAsync(stack, app);
        stack.Sqs.Faults.Add(new Fault(drop) { Operation = Batch, Times = 2 });

        await stack.RunBulkToItsEndAsync(app);

        stack.Sent().ShouldBe(BulkScenario.Bodies(9));
        (await BulkScenario.EndedAsync(app)).Counts.Sent.ShouldBe(9);
    }

    [Fact]
    public async Task What_a_FIFO_queue_does_not_confirm_for_minutes_is_said_and_holds_back_its_group()
    {
        await using var stack = await Stack.StartAsync(fifo: true);
        await using var app = await stack.StartBulkAsync(4, settings: BulkScenario.Unwatched);
        stack.Sqs.Faults.Add(new Fault(FaultKind.DropAfter) { Operation = Batch });
        await app.RunBulkAsync();
        stack.Sqs.Faults.Clear();
        stack.Time.Advance(TimeSpan.FromMinutes(1));
        await stack.RunBulkToItsEndAsync(app);
        await GoOnAsync(stack, app);

        await stack.RunBulkToItsEndAsync(app);

        stack.Sent().ShouldBe([BulkScenario.Body(0), BulkScenario.Body(1), BulkScenario.Body(3)]);
        var counts = (await BulkScenario.EndedAsync(app)).Counts;
        (counts.Sent, counts.Unconfirmed, counts.Held).ShouldBe((2, 1, 1));
    }

    [Theory]
    [InlineData(FaultKind.DropBefore, 0)]
    [InlineData(FaultKind.DropAfter, 1)]
    public async Task On_a_standard_queue_a_lost_answer_is_said_and_nothing_is_sent_twice(FaultKind drop, int arrived)
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartBulkAsync(3, settings: BulkScenario.Unwatched);
        stack.Sqs.Faults.Add(new Fault(drop) { Operation = Batch, Times = 1 });
        await stack.RunBulkToItsEndAsync(app);
        await GoOnAsync(stack, app);

        await stack.RunBulkToItsEndAsync(app);
        await app.NotifyAsync();

        stack.Sent().Count.ShouldBe(2 + arrived);
        stack.Sent().ShouldBeUnique();
        (await BulkScenario.OpenAsync(app)).ShouldBe([BulkScenario.Body(0)]);
        stack.OnlyShown.Says().ShouldContain("📤 sent 2 of 3 back · 1 not confirmed by SQS");
        stack.OnlyShown.Buttons().ShouldBe(["Send again", "Edit & send back", "Discard"]);
    }

    [Fact]
    public async Task A_document_that_cannot_be_read_is_counted_and_stops_nothing()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartBulkAsync(4);
        var entries = await BulkScenario.NamesAsync(app, "open/");
        await app.Store.WriteAsync(entries[0], "{}"u8.ToArray(), default);
        await app.Store.WriteAsync(DeadLetterId.Parse(entries[1])!.StateName, "{}"u8.ToArray(), default);
        await WithCutOffOfNowAsync(stack, app);

        await stack.RunBulkToItsEndAsync(app);

        stack.Sent().ShouldBe([BulkScenario.Body(2), BulkScenario.Body(3)], ignoreOrder: true);
        var ended = await BulkScenario.EndedAsync(app);
        (ended.Selected, ended.Counts.Sent, ended.Counts.Unreadable, ended.Ending).ShouldBe((4, 2, 2, BulkEnding.Done));
    }

    [Fact]
    public async Task Two_runners_at_once_send_each_message_once()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartBulkAsync(60, settings: BulkScenario.Unwatched);
        await using var other = await AppInstance.StartAsync(stack, BulkScenario.Unwatched);
        await Task.WhenAll(app.RunBulkAsync(), other.RunBulkAsync());
        await GoOnAsync(stack, app);

        for (var round = 0; round < 6; round++)
        {
            await Task.WhenAll(app.RunBulkAsync(), other.RunBulkAsync());
        }

        stack.Sent().ShouldBe(BulkScenario.Bodies(60), ignoreOrder: true);
    }

    [Fact]
    public async Task Bodies_too_large_for_one_batch_are_sent_in_several()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack, BulkScenario.Unwatched);
        stack.Seed(Enumerable.Range(0, 12).Select(static n => $$"""{"id":{{n}},"note":"{{new string('x', 200_000)}}"}"""));
        await app.CollectAndNotifyAsync();
        await app.PressAsync(SendBackAllAction.Id);
        await stack.RunBulkToItsEndAsync(app);
        await GoOnAsync(stack, app);

        await stack.RunBulkToItsEndAsync(app);

        stack.Sent().Count.ShouldBe(12);
        stack.Sent().ShouldBeUnique();
    }

    /// <summary>Go on, pressed by somebody who does not wait for the card.</summary>
    private static async Task GoOnAsync(Stack stack, AppInstance app)
    {
        var job = (await BulkScenario.JobsAsync(app)).ShouldHaveSingleItem(stack.Log.ToString());
        using var caller = new SlackCaller(app, stack);
        await caller.SendAsync(caller.Sign(SlackCaller.Press(GoOnAction.Id, job.Id)));
    }

    /// <summary>Documents that a test spoiled are younger than the card.</summary>
    private static async Task WithCutOffOfNowAsync(Stack stack, AppInstance app)
    {
        var job = (await BulkScenario.JobsAsync(app)).ShouldHaveSingleItem();
        stack.Time.Advance(TimeSpan.FromSeconds(1));
        await app.Get<BulkBook>().ChangeAsync(job.Id, j => j with { Selection = j.Selection with { CutOff = stack.Time.GetUtcNow() } }, default);
    }
}
