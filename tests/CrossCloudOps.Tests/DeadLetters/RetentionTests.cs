using CrossCloudOps.DeadLetters;
using CrossCloudOps.Emulators;
using CrossCloudOps.Tests.Drivers;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Tests.DeadLetters;

/// <summary>What leaves the archive, and what must have happened before.</summary>
public sealed class RetentionTests
{
    private const string Body = """{"type":"OrderPlaced","id":1}""";

    [Fact]
    public async Task What_was_dealt_with_stays_its_time_and_goes()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed(Body);
        await app.SettleAsync();
        await app.SendBackAsync();

        await DaysAsync(app, stack, 88);
        var before = await CountAsync(app, "closed/", "states/");
        await DaysAsync(app, stack, 4);

        before.ShouldBe([1, 1]);
        (await CountAsync(app, "closed/", "states/")).ShouldBe([0, 0]);
    }

    [Fact]
    public async Task An_open_one_is_purged_a_week_after_its_warning_stood_in_Slack()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack, NoReminders);
        stack.Seed(Body);
        await app.SettleAsync();

        await DaysAsync(app, stack, 75);
        stack.Thread.ShouldBeEmpty();
        await DaysAsync(app, stack, 14);

        stack.Thread.ShouldAllBe(static m => m.ReplyBroadcast && m.Says().Contains("are purged for good", StringComparison.Ordinal));
        stack.Thread.Count.ShouldBeInRange(1, 2);
        (await CountAsync(app, "open/")).ShouldBe([1]);
        await DaysAsync(app, stack, 10);
        (await CountAsync(app, "open/", "states/")).ShouldBe([0, 0]);
        stack.OnlyShown.Says().ShouldContain("`CrossCloudOps` 🕳️ purged 1 for good, a week after the warning");
    }

    [Fact]
    public async Task An_open_one_stays_as_long_as_Slack_takes_no_warning()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack, NoReminders);
        stack.Seed(Body);
        await app.SettleAsync();
        stack.Slack.Faults.Add(new Fault(FaultKind.Answer) { Operation = "chat.postMessage", Status = 200, Code = "is_archived" });

        await DaysAsync(app, stack, 120);

        (await CountAsync(app, "open/")).ShouldBe([1]);
    }

    [Fact]
    public async Task One_that_came_after_the_warning_is_not_purged_by_it()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack, NoReminders);
        stack.Seed(Body);
        await app.SettleAsync();
        await DaysAsync(app, stack, 60);
        stack.Seed("""{"type":"OrderPlaced","id":2}""");
        await app.CollectAsync();

        await DaysAsync(app, stack, 40);

        (await CountAsync(app, "open/")).ShouldBe([1]);
        stack.OnlyShown.Says().ShouldContain("\"id\": 2");
    }

    [Fact]
    public void A_warning_says_the_same_all_week_and_names_all_that_end_within_the_week_after()
    {
        var policy = new RetentionPolicy(Options.Create(new DeadLettersOptions()));
        var sunday = new DateTimeOffset(2026, 4, 5, 0, 0, 0, TimeSpan.Zero);
        var oldest = sunday - TimeSpan.FromDays(80);

        var names = Enumerable.Range(0, 7 * 24).Select(hour => policy.WarningFor(oldest, sunday.AddHours(hour))).Distinct().ToList();

        names.ShouldBe(["purge 20260405"]);
        policy.LastNamedBy("purge 20260405").ShouldBe(sunday.AddDays(14) - TimeSpan.FromDays(90));
        policy.WarningFor(sunday.AddDays(15) - TimeSpan.FromDays(90), sunday).ShouldBeNull();
        policy.WarningFor(null, sunday).ShouldBeNull();
        policy.LastNamedBy("purge soon").ShouldBeNull();
        policy.LastNamedBy("reminder 1.1").ShouldBeNull();
    }

    [Fact]
    public async Task A_problem_resolved_a_month_ago_moves_away_and_what_comes_again_opens_a_new_one()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed(Body);
        await app.SettleAsync();
        await app.SendBackAsync();
        await app.SettleAsync();

        await DaysAsync(app, stack, 33);

        (await CountAsync(app, "problems/dead-letters/", "closed-problems/")).ShouldBe([0, 1]);
        stack.Seed("""{"type":"OrderPlaced","id":2}""");
        await app.SettleAsync();
        stack.Shown.Count.ShouldBe(2);
    }

    private static IReadOnlyDictionary<string, string?> NoReminders { get; } = new Dictionary<string, string?> { ["Problems:RemindAfter"] = "00:00:00" };

    private static async Task DaysAsync(AppInstance app, Stack stack, int days)
    {
        for (var day = 0; day < days; day++)
        {
            stack.Time.Advance(TimeSpan.FromDays(1));
            await app.SweepAsync();
            await app.NotifyAsync();
            await app.NotifyAsync();
        }
    }

    private static async Task<IReadOnlyList<int>> CountAsync(AppInstance app, params string[] folders)
    {
        var counts = new List<int>();
        foreach (var folder in folders)
        {
            counts.Add(await app.Store.ListAsync(folder, default).CountAsync());
        }

        return counts;
    }
}
