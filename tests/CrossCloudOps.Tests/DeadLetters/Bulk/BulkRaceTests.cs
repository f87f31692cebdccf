using CrossCloudOps.DeadLetters;
using CrossCloudOps.DeadLetters.Bulk;
using CrossCloudOps.Storage;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.DeadLetters.Bulk;

/// <summary>A single press and a bulk job at the same dead letter: whoever comes second sees the first.</summary>
public sealed class BulkRaceTests
{
    /// <summary>After that a press has written its state, and a job leaves it alone.</summary>
    private const int CallsUpToTheWrite = 8;

    [Theory]
    [InlineData(SendBackAction.Id)]
    [InlineData(DiscardAction.Id)]
    public async Task A_single_press_on_what_a_job_has_in_hand_does_nothing_and_says_why(string action)
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartBulkAsync(3);
        var card = stack.OnlyShown;
        await app.RunBulkAsync();

        await app.PressAsync(action, Stack.OtherOperator, card);

        stack.Sent().ShouldBe([BulkScenario.Body(0)]);
        stack.Notes(Stack.OtherOperator).ShouldHaveSingleItem().ShouldBe($"It is part of <@{Stack.Operator}>'s “Send back all”: stop that first.");
        (await BulkScenario.NamesAsync(app, "states/")).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(DeadLetterStatus.Sending)]
    [InlineData(DeadLetterStatus.Unconfirmed)]
    [InlineData(DeadLetterStatus.Sent)]
    [InlineData(DeadLetterStatus.Discarded)]
    internal async Task What_somebody_else_has_in_hand_or_has_dealt_with_is_no_part_of_a_job(DeadLetterStatus status)
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await stack.StartBulkAsync(3);
        var first = DeadLetterId.Parse((await BulkScenario.NamesAsync(app, "open/"))[0])!;
        await app.Get<DeadLetterArchive>().WriteStateAsync(first, null, State(stack, status), default);

        await stack.RunBulkToItsEndAsync(app);

        stack.Sent().ShouldBe([BulkScenario.Body(1), BulkScenario.Body(2)], ignoreOrder: true);
        (await BulkScenario.OpenAsync(app)).Count.ShouldBe(status is DeadLetterStatus.Sending or DeadLetterStatus.Unconfirmed ? 1 : 0);
    }

    /// <summary>
    /// The job claims and selects right before one of the press's calls to the store, and sends right before one of the next: in every
    /// order each message goes out at most once, and is where its state says.
    /// </summary>
    [Theory]
    [InlineData(SendBackAction.Id)]
    [InlineData(DiscardAction.Id)]
    public async Task However_a_single_press_and_a_job_meet_each_dead_letter_is_dealt_with_once(string action)
    {
        var calls = await CallsOfAPressAsync(action);

        foreach (var (selects, sends) in Deaths.Some([.. Enumerable.Range(1, CallsUpToTheWrite).SelectMany(static call => Enumerable.Range(call + 1, 6).Select(next => (call, next)))]))
        {
            await using var stack = await Stack.StartAsync();
            var line = new CallLine();
            await using var app = await AppInstance.StartAsync(stack, BulkScenario.Unwatched, services: line.Attach);
            await using var other = await AppInstance.StartAsync(stack, BulkScenario.Unwatched);
            stack.SeedMany(2);
            await app.CollectAndNotifyAsync();
            var card = stack.OnlyShown;
            var met = $"selected before call {selects}, sent before call {sends} of {calls}";
            line.Before((selects, () => SelectAsync(stack, other, card.ButtonValue(SendBackAllAction.Id))), (sends, () => SendAsync(other)));

            await app.PressAsync(action, on: card);
            await SendAsync(other);
            await other.SettleAsync(rounds: 2);

            stack.Sent().ShouldBeUnique(met);
            stack.Sent().ShouldContain(BulkScenario.Body(0), met);
            var states = await StatesAsync(other);
            states.Count(static s => s.Status == DeadLetterStatus.Sent).ShouldBe(stack.Sent().Count, met);
            (await BulkScenario.OpenAsync(other)).Count.ShouldBe(2 - states.Count(static s => DeadLetterPolicy.IsSettled(s)), met);
        }
    }

    /// <summary>The first one is sent with it; the press is on the other.</summary>
    private static async Task SelectAsync(Stack stack, AppInstance app, string selection)
    {
        using var caller = new SlackCaller(app, stack);
        await caller.SendAsync(caller.Sign(SlackCaller.Press(SendBackAllAction.Id, selection, Stack.OtherOperator)));
        await app.Get<BulkRunner>().RunAllAsync(default);
    }

    private static async Task SendAsync(AppInstance app)
    {
        foreach (var job in await BulkScenario.JobsAsync(app))
        {
            await app.Get<BulkBook>().ChangeAsync(job.Id, static j => j with { GoOnBy = Stack.OtherOperator }, default);
            await app.Get<BulkRunner>().RunAllAsync(default);
        }
    }

    [Fact]
    public void A_withdrawn_press_leaves_what_was_there_before()
    {
        var before = new DeadLetterState { Status = DeadLetterStatus.Unconfirmed, Attempt = 2, JobId = "a", UserId = "U1", At = DateTimeOffset.UnixEpoch };
        var sending = before with { Status = DeadLetterStatus.Sending, Attempt = 3, JobId = "b", Before = before };

        sending.Withdrawn().ShouldBe(before);
        (sending with { Before = null, Attempt = 1 }).Withdrawn().Status.ShouldBe(DeadLetterStatus.Open);
        (sending with { Before = null, Attempt = 1 }).Withdrawn().Attempt.ShouldBe(0);
    }

    private static DeadLetterState State(Stack stack, DeadLetterStatus status) =>
        new() { Status = status, Attempt = 1, JobId = "single", UserId = Stack.OtherOperator, At = stack.Time.GetUtcNow(), Target = stack.SourceQueue.Url };

    private static async Task<List<DeadLetterState>> StatesAsync(AppInstance app)
    {
        var states = new List<DeadLetterState>();
        foreach (var name in await BulkScenario.NamesAsync(app, "states/"))
        {
            states.Add((await app.Store.ReadAsync(name, DeadLettersJson.Archive.DeadLetterState, default))!.Value);
        }

        return states;
    }

    private static async Task<int> CallsOfAPressAsync(string action)
    {
        await using var stack = await Stack.StartAsync();
        var line = new CallLine();
        await using var app = await AppInstance.StartAsync(stack, services: line.Attach);
        stack.SeedMany(2);
        await app.CollectAndNotifyAsync();
        line.Before();
        await app.PressAsync(action);
        return line.Calls;
    }
}
