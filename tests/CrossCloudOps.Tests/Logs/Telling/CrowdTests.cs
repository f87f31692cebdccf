using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.Logs.Telling;

/// <summary>More kinds of errors than have a message each, and log groups that are behind.</summary>
public sealed class CrowdTests
{
    private static readonly string[] Words = ["alpha", "bravo", "charlie", "delta", "echo", "foxtrot"];

    [Fact]
    public async Task A_crowd_opens_grows_and_ends_and_comes_back_anew()
    {
        await using var logs = await LogScenario.StartAsync(new Dictionary<string, string?> { ["MostKinds"] = "1" });
        await PutAsync(logs, "alpha", "alpha", "bravo", "charlie");

        Crowd(logs).ShouldStartWith("🐞 2 more kinds of errors in /aws/lambda/orders\n`/aws/lambda/orders`\nsince ");
        Crowd(logs).ShouldContain("*2 errors*");
        await PutAsync(logs, "charlie", "delta", "alpha");

        Crowd(logs).ShouldStartWith("🐞 3 more kinds of errors in ");
        Crowd(logs).ShouldContain("The most frequent:\n• cannot find charlie · 2\n• ");
        Crowd(logs).ShouldContain("1 kinds of this log group have a message of their own already");

        logs.Stack.Time.Advance(TimeSpan.FromHours(6.1));
        await logs.NotifyAsync();

        Crowd(logs).ShouldStartWith("✅ No more of the many kinds of errors in /aws/lambda/orders");
        Crowd(logs).ShouldContain("*4 errors*\nNone came in for 6 h ");
        logs.Stack.Time.Advance(TimeSpan.FromHours(2));
        await logs.ScanAsync();
        await PutAsync(logs, "echo", "echo", "foxtrot");

        Crowd(logs).ShouldStartWith("🐞 1 more kinds of errors in ");
        Crowd(logs).ShouldContain("*1 error*");
        logs.Shown.Count(static m => m.Says().Contains("kinds of errors in", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task Titles_of_any_script_and_length_fit_into_the_message()
    {
        await using var logs = await LogScenario.StartAsync(new Dictionary<string, string?> { ["MostKinds"] = "1" });
        await PutAsync(logs, [.. Words.Select(static w => $"{w} {string.Concat(Enumerable.Repeat("🔥<&>", 60))}")]);

        Crowd(logs).ShouldContain("5 more kinds");
        logs.Stack.Slack.Calls.ShouldAllBe(static c => c.Ok);
    }

    private static string Crowd(LogScenario logs) => logs.Shown.Last(static m => m.Says().Contains("kinds of errors in", StringComparison.Ordinal)).Says();

    private static async Task PutAsync(LogScenario logs, params IReadOnlyList<string> missing)
    {
        foreach (var (what, n) in missing.Select(static (what, n) => (what, n)))
        {
            logs.Put($"ERROR cannot find {what}", ago: TimeSpan.FromSeconds(20 - n));
        }

        await logs.ScanAndNotifyAsync(TimeSpan.FromSeconds(10));
    }
}
