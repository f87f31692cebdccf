using CrossCloudOps.Emulators;
using CrossCloudOps.Problems;
using CrossCloudOps.Storage;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.Problems;

/// <summary>What a timer's run finds is told by that same run; whatever keeps it from that, the notifier's own timer makes good.</summary>
public sealed class TellAtOnceTests
{
    private const string Collect = "CollectDeadLetters";

    [Fact]
    public async Task A_dead_letter_is_in_Slack_after_the_run_that_collected_it()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed("one");

        await app.RunFunctionAsync(Collect);

        stack.OnlyShown.Text.ShouldBe("Dead letter in orders-dlq: one");
    }

    [Theory]
    [InlineData("ScanLogs")]
    [InlineData("WatchHeartbeats")]
    [InlineData("ForwardWebhooks")]
    public async Task So_is_what_the_others_find(string function)
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack, new Dictionary<string, string?>
        {
            ["Logs:Groups:0:Name"] = "/aws/lambda/gone",
            ["Heartbeats:Bucket"] = "gone",
            ["Webhooks:Routes:gone:QueueUrl"] = new Uri(stack.Aws.Endpoint, "/000000000000/gone.fifo").ToString(),
            ["Webhooks:Routes:gone:Signature:Scheme"] = "None",
            ["Webhooks:Routes:gone:TargetUrl"] = "https://shop.example/hooks",
        });

        await app.RunFunctionAsync(function);

        stack.OnlyShown.Text.ShouldContain("gone");
    }

    [Fact]
    public async Task While_another_run_speaks_to_Slack_the_notifiers_own_run_makes_it_good()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed("one");

        await using (await app.Get<Leases>().TryAcquireAsync("notifier", default))
        {
            await app.RunFunctionAsync(Collect);
        }

        stack.Shown.ShouldBeEmpty();
        await app.RunFunctionAsync("Notify");
        _ = stack.OnlyShown;
    }

    [Fact]
    public async Task A_run_ends_well_although_Slack_is_away()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Slack.Faults.Add(new Fault(FaultKind.Answer) { Status = 503, Code = "service_unavailable" });
        stack.Seed("one");

        await app.RunFunctionAsync(Collect);
        stack.Slack.Faults.Clear();
        stack.Time.Advance(TimeSpan.FromMinutes(1));
        await app.RunFunctionAsync("Notify");
        await app.RunFunctionAsync("Notify");

        stack.DeadLetterQueue.Messages.ShouldBeEmpty();
        _ = stack.OnlyShown;
    }

    [Fact]
    public async Task A_run_ends_well_although_telling_fails_and_the_notifiers_own_run_fails_alike()
    {
        await using var stack = await Stack.StartAsync();
        var gate = new StoreGate { Fails = static name => name == "leases/notifier" };
        await using var app = await AppInstance.StartAsync(stack, services: gate.Attach);
        stack.Seed("one");

        await app.RunFunctionAsync(Collect);

        stack.DeadLetterQueue.Messages.ShouldBeEmpty();
        stack.Log.Lines.ShouldContain(static line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains("could not be told at once"));
        await Should.ThrowAsync<IOException>(() => app.RunFunctionAsync("Notify"));
        gate.Fails = static _ => false;
        await app.RunFunctionAsync("Notify");
        _ = stack.OnlyShown;
    }

    [Fact]
    public async Task What_a_run_changed_before_it_failed_is_told_and_its_failure_goes_on()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);

        var run = app.Get<TellAtOnce>().RunAsync(
            async token =>
            {
                await SeeAsync(app, "first", token);
                throw new InvalidDataException();
            },
            default);

        await Should.ThrowAsync<InvalidDataException>(() => stack.Time.RunAsync(run));
        _ = stack.OnlyShown;
    }

    [Fact]
    public async Task A_run_that_takes_minutes_tells_meanwhile()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        var shown = new List<int>();

        await stack.Time.RunAsync(app.Get<TellAtOnce>().RunAsync(
            async token =>
            {
                await SeeAsync(app, "first", token);
                await Task.Delay(TimeSpan.FromSeconds(40), stack.Time, token);
                shown.Add(stack.Shown.Count);
                await SeeAsync(app, "second", token);
                await Task.Delay(TimeSpan.FromSeconds(40), stack.Time, token);
                shown.Add(stack.Shown.Count);
            },
            default));

        shown.ShouldBe([1, 2]);
    }

    [Fact]
    public async Task A_change_that_is_written_after_it_was_looked_for_is_told_with_the_next_look()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        var shown = 0;

        await stack.Time.RunAsync(app.Get<TellAtOnce>().RunAsync(
            async token =>
            {
                var slow = new Problem { Kind = "access", Key = "access/slow", Title = "Cannot read slow", OpenedAt = stack.Time.GetUtcNow(), LastSeenAt = stack.Time.GetUtcNow(), Count = 1 };
                await app.Get<ProblemBook>().MarkChangedAsync(slow.Key, token);
                await Task.Delay(TimeSpan.FromSeconds(16), stack.Time, token);
                await app.Store.CreateAsync(ProblemBook.Folder + slow.Key, slow with { Version = 1 }, ProblemsJson.Default.Problem, token);
                await Task.Delay(TimeSpan.FromSeconds(30), stack.Time, token);
                shown = stack.Shown.Count;
            },
            default));

        shown.ShouldBe(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wherever_it_dies_nothing_is_lost_and_nothing_is_told_twice(bool afterEffect)
    {
        foreach (var call in Deaths.In(await CallsAsync()))
        {
            await using var stack = await Stack.StartAsync();
            stack.Seed("one", "two");
            await DieAsync(stack, new CrashPoint(call, afterEffect));

            await using var next = await AppInstance.StartAsync(stack);
            await next.SettleAsync();

            stack.DeadLetterQueue.Messages.ShouldBeEmpty($"died at call {call}");
            stack.Shown.Select(static m => m.Text).ShouldBe(["Dead letter in orders-dlq: one", "Dead letter in orders-dlq: two"], ignoreOrder: true, $"died at call {call}");
        }
    }

    private static Task SeeAsync(AppInstance app, string name, CancellationToken cancellationToken)
    {
        var now = app.Get<TimeProvider>().GetUtcNow();
        return app.Get<ProblemBook>().SeenAsync(
            new Problem { Kind = "access", Key = $"access/{name}", Title = $"Cannot read {name}", OpenedAt = now, LastSeenAt = now, Count = 1 }, cancellationToken);
    }

    private static async Task<int> CallsAsync()
    {
        await using var stack = await Stack.StartAsync();
        stack.Seed("one", "two");
        var counting = CrashPoint.None;
        await using var app = await AppInstance.StartAsync(stack, crash: counting);
        await app.RunFunctionAsync(Collect);
        return counting.Calls;
    }

    private static async Task DieAsync(Stack stack, CrashPoint crash)
    {
        await using var app = await AppInstance.StartAsync(stack, crash: crash);
        try
        {
            await app.RunFunctionAsync(Collect);
        }
        catch (Exception) when (crash.Died)
        {
            // However it ended, what is left is what the next one finds.
        }
    }
}
