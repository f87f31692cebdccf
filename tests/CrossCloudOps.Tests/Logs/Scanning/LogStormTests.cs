using System.Globalization;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.Logs.Scanning;

/// <summary>
/// Floods. In full: CROSSCLOUDOPS_LOG_STORM=200000,5000 dotnet test --filter LogStormTests
/// </summary>
public sealed class LogStormTests
{
    private static readonly int[] Sizes =
        [.. (Environment.GetEnvironmentVariable("CROSSCLOUDOPS_LOG_STORM") ?? "20000,500").Split(',').Select(static n => int.Parse(n, CultureInfo.InvariantCulture))];

    [Fact]
    public async Task A_minute_full_of_one_error_is_one_message_with_the_right_count()
    {
        var count = Sizes[0];
        await using var logs = await LogScenario.StartAsync();
        for (var n = 0; n < count; n++)
        {
            logs.Put($"ERROR cannot save the order {n}", ago: TimeSpan.FromMilliseconds(11_000 + (n % 60_000)), stream: $"stream-{n % 7}");
        }

        for (var rounds = 0; rounds < 4; rounds++)
        {
            await logs.ScanAndNotifyAsync(TimeSpan.FromMinutes(1));
        }

        logs.Stack.OnlyShown.Says().ShouldContain($"*{count.ToString("N0", CultureInfo.InvariantCulture)} times*");
        logs.Stack.Slack.Calls.Count(static c => c.Operation is "chat.postMessage" or "chat.update").ShouldBeLessThan(30);
    }

    [Fact]
    public async Task Thousands_of_kinds_are_some_messages_and_one_for_all_others()
    {
        var kinds = Sizes[1];
        await using var logs = await LogScenario.StartAsync(new Dictionary<string, string?> { ["MostKinds"] = "20" });
        for (var n = 0; n < kinds; n++)
        {
            logs.Put($"ERROR cannot save {Word(n)}", ago: TimeSpan.FromMilliseconds(11_000 + n));
        }

        await logs.ScanAsync();
        logs.Put($"ERROR cannot save {Word(kinds - 1)}");
        await logs.ScanAsync(TimeSpan.FromMinutes(1));
        await logs.NotifyAsync();

        logs.Shown.Count.ShouldBe(21);
        var crowd = logs.Shown.Single(static m => m.Says().Contains("more kinds of errors in /aws/lambda/orders", StringComparison.Ordinal)).Says();
        crowd.ShouldContain($"🐞 {(kinds - 20).ToString("N0", CultureInfo.InvariantCulture)} more kinds");
        (await logs.RecordsAsync()).Count.ShouldBe(20);
    }

    /// <summary>Different words, which no masking makes alike.</summary>
    private static string Word(int n) => string.Concat(n.ToString("D5", CultureInfo.InvariantCulture).Select(static d => (char)('k' + (d - '0'))));
}
