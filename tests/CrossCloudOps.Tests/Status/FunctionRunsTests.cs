using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.Status;

/// <summary>When functions last ended well.</summary>
public sealed class FunctionRunsTests
{
    private static readonly (string Name, string? Value)[] AllFeatures =
    [
        ("Logs:Groups:0:Name", "/aws/lambda/orders"),
        ("Webhooks:Routes:Orders:QueueUrl", "https://sqs.eu-central-1.amazonaws.com/123456789012/orders.fifo"),
        ("Webhooks:Routes:Orders:Signature:Scheme", "None"),
        ("Heartbeats:Bucket", "pulses"),
    ];

    [Fact]
    public async Task Every_timer_function_is_recorded_under_its_own_name()
    {
        await using var watched = await WatchedApp.StartAsync(AllFeatures);

        foreach (var function in WatchedApp.Every)
        {
            var before = watched.Gate.Calls.Count;
            await watched.RunAsync(function);
            watched.Gate.Calls.Skip(before).Where(static c => c.StartsWith("Write runs/", StringComparison.Ordinal)).ShouldBe([$"Write runs/{function}"]);
        }
    }

    [Fact]
    public async Task A_function_whose_feature_is_off_is_not_recorded()
    {
        await using var watched = await WatchedApp.StartAsync();

        await watched.RunAsync("ScanLogs", "ForwardWebhooks", "RunJobs");

        (await RunsAsync(watched.App)).ShouldBe(["runs/RunJobs"]);
    }

    [Fact]
    public async Task A_run_that_fails_is_not_recorded()
    {
        await using var watched = await WatchedApp.StartAsync();
        watched.Gate.Fails = static name => name.StartsWith("bulk/", StringComparison.Ordinal);

        await Should.ThrowAsync<IOException>(watched.RunAsync("RunJobs"));

        (await RunsAsync(watched.App)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Good_runs_are_recorded_every_three_minutes_and_the_first_of_a_process_always()
    {
        await using var watched = await WatchedApp.StartAsync();

        foreach (var minutes in new[] { 0, 2, 1, 2.9, 0.1 })
        {
            watched.Pass(minutes);
            await watched.RunAsync("RunJobs");
        }

        var gate = new StoreGate();
        await using var next = await watched.StartOneAsync(gate);
        await next.RunFunctionAsync("RunJobs");

        Writes(watched.Gate).ShouldBe(3);
        Writes(gate).ShouldBe(1);
    }

    [Fact]
    public async Task A_record_that_fails_is_made_up_for_by_the_next_run()
    {
        await using var watched = await WatchedApp.StartAsync();
        watched.Gate.Fails = static name => name.StartsWith("runs/", StringComparison.Ordinal);
        await watched.RunAsync("RunJobs");

        watched.Gate.Fails = static _ => false;
        await watched.RunAsync("RunJobs");

        (await RunsAsync(watched.App)).ShouldBe(["runs/RunJobs"]);
        watched.Warnings.ShouldHaveSingleItem().ShouldStartWith("Warning: That RunJobs ended well could not be recorded");
    }

    private static int Writes(StoreGate gate) => gate.Calls.Count(static c => c == "Write runs/RunJobs");

    private static async Task<IReadOnlyList<string>> RunsAsync(AppInstance app) =>
        await app.Store.ListAsync("runs/", default).Select(static d => d.Name).ToListAsync();
}
