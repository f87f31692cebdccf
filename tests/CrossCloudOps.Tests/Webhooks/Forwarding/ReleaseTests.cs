namespace CrossCloudOps.Tests.Webhooks.Forwarding;

/// <summary>A target that is away for a while, as in a release: nobody should need to know.</summary>
public sealed class ReleaseTests
{
    public enum Away
    {
        NobodyListens,
        ServiceUnavailable,
        NotFound,
        ServerError,
    }

    [Theory]
    [InlineData(Away.NobodyListens, 1)]
    [InlineData(Away.NobodyListens, 200)]
    [InlineData(Away.ServiceUnavailable, 1)]
    [InlineData(Away.ServiceUnavailable, 200)]
    [InlineData(Away.NotFound, 1)]
    [InlineData(Away.NotFound, 200)]
    [InlineData(Away.ServerError, 200)]
    public async Task For_ten_minutes_no_message_reaches_the_dead_letter_queue_and_followers_are_received_once_more_at_most(Away away, int groups)
    {
        await using var scenario = await ForwardScenario.StartAsync(maxReceiveCount: 5);
        var each = groups == 1 ? 30 : 2;
        scenario.Seed(groups, each);
        await GoAsync(scenario, away);
        await using var app = await scenario.AppAsync();

        await scenario.ForwardForAsync(app, TimeSpan.FromMinutes(10));

        scenario.DeadLetters.Messages.ShouldBeEmpty();
        scenario.Queue.Messages.Count.ShouldBe(groups * each);
        var tried = scenario.Target.Attempts.Select(static a => a.Body).ToHashSet();
        if (away != Away.NobodyListens)
        {
            scenario.Queue.Messages.Where(m => !tried.Contains(m.Body)).ShouldAllBe(static m => m.ReceiveCount <= 1);
        }

        scenario.Queue.Messages.ShouldAllBe(static m => m.ReceiveCount <= 3);

        await ComeBackAsync(scenario, away);
        await scenario.ForwardForAsync(app, TimeSpan.FromMinutes(7));

        scenario.ShouldAllHaveArrivedOnceInOrder(groups, each);
        scenario.Queue.Messages.ShouldBeEmpty();
        scenario.DeadLetters.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_target_that_is_down_for_two_days_costs_a_probe_per_interval_and_no_receives()
    {
        await using var scenario = await ForwardScenario.StartAsync(maxReceiveCount: 5);
        scenario.Seed(groups: 3, each: 4);
        scenario.Target.AnswerWith(503);
        await using var app = await scenario.AppAsync(new Dictionary<string, string?> { ["Route:ProbeEvery"] = "00:30:00" });

        var hours = 48;
        for (var half = 0; half < 2 * hours; half++)
        {
            await app.ForwardAsync();
            await app.ForwardAsync();
            scenario.Stack.Time.Advance(TimeSpan.FromMinutes(30));
        }

        // Three open the circuit; then one for each half hour.
        scenario.Target.Attempts.Count.ShouldBeInRange(2 * hours, (2 * hours) + 4);
        scenario.Queue.Messages.Count.ShouldBe(12);
        scenario.Queue.Messages.ShouldAllBe(static m => m.ReceiveCount <= 3);

        scenario.Target.AnswerWell();
        await scenario.ForwardForAsync(app, TimeSpan.FromMinutes(35));

        scenario.ShouldAllHaveArrivedOnceInOrder(3, 4);
        scenario.DeadLetters.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_message_that_the_target_never_finds_does_not_stop_the_others_for_ever()
    {
        await using var scenario = await ForwardScenario.StartAsync(maxReceiveCount: 5);
        scenario.Seed(groups: 2, each: 3);
        scenario.Target.Answer = (delivery, response) =>
        {
            response.StatusCode = delivery.Body == ForwardScenario.Body(0, 0) ? 404 : 200;
            return Task.CompletedTask;
        };
        await using var app = await scenario.AppAsync();

        await scenario.ForwardForAsync(app, TimeSpan.FromMinutes(30));

        scenario.Target.Taken.Select(static d => d.Body).ShouldContain(ForwardScenario.Body(1, 2));
        scenario.Target.Taken.Select(static d => d.Body).ShouldContain(ForwardScenario.Body(0, 2));
        scenario.DeadLetters.Messages.ShouldHaveSingleItem().Body.ShouldBe(ForwardScenario.Body(0, 0));
    }

    [Fact]
    public async Task Retry_After_is_obeyed()
    {
        await using var scenario = await ForwardScenario.StartAsync();
        scenario.Seed(groups: 1, each: 1);
        scenario.Target.Answer = static (_, response) =>
        {
            response.StatusCode = 429;
            response.Headers.RetryAfter = "600";
            return Task.CompletedTask;
        };
        await using var app = await scenario.AppAsync();

        await scenario.ForwardForAsync(app, TimeSpan.FromMinutes(9));
        scenario.Target.Attempts.Count.ShouldBe(1);
        await scenario.ForwardForAsync(app, TimeSpan.FromMinutes(3));

        scenario.Target.Attempts.Count.ShouldBe(2);
    }

    private static async Task GoAsync(ForwardScenario scenario, Away away)
    {
        if (away == Away.NobodyListens)
        {
            await scenario.Target.DownAsync();
        }
        else
        {
            scenario.Target.AnswerWith(away switch { Away.ServiceUnavailable => 503, Away.NotFound => 404, _ => 500 });
        }
    }

    private static async Task ComeBackAsync(ForwardScenario scenario, Away away)
    {
        if (away == Away.NobodyListens)
        {
            await scenario.Target.UpAsync();
        }
        else
        {
            scenario.Target.AnswerWell();
        }
    }
}
