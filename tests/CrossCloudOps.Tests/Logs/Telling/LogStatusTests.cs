using CrossCloudOps.Logs;
using CrossCloudOps.Logs.Folding;
using CrossCloudOps.Problems;
using CrossCloudOps.Storage;
using CrossCloudOps.Tests.Drivers;
using Microsoft.Extensions.DependencyInjection;

namespace CrossCloudOps.Tests.Logs.Telling;

/// <summary>What <c>/ops status</c> says of log groups.</summary>
public sealed class LogStatusTests
{
    [Fact]
    public async Task Tells_what_is_behind_then_what_has_errors_and_nothing_of_groups_that_are_scanned_no_more()
    {
        await using var logs = await LogScenario.StartAsync(new Dictionary<string, string?> { ["Groups:1:Prefix"] = "/ecs/", ["Groups:2:Name"] = "/received", ["Groups:2:Received"] = "true", ["AccessKeys:0"] = "an-access-key-of-firehose" });
        var now = logs.Now.ToUnixTimeMilliseconds();
        var fresh = new KnownKind("1", now);
        await KeepAsync(logs, new GroupState { Group = "/ecs/b", ReadUpTo = now - 40_000, Kinds = [new("1", now - 7 * 3_600_000)] });
        await KeepAsync(logs, new GroupState { Group = "/ecs/late", ReadUpTo = now - 3_600_000, Kinds = [fresh] });
        await KeepAsync(logs, new GroupState { Group = "/ecs/errors", ReadUpTo = now - 70_000, Kinds = [fresh, new("2", now)] });
        await KeepAsync(logs, new GroupState { Group = "/ecs/begun" });
        await KeepAsync(logs, new GroupState { Group = "/received", Kinds = [fresh] });
        await KeepAsync(logs, new GroupState { Group = "/gone", ReadUpTo = now - 86_400_000 });

        await logs.App.CommandAsync("status");

        var status = logs.Stack.ToldTo(Stack.Operator)[^1].Says();
        status.ShouldEndWith("""
            *Logs*
            🐌 `/ecs/late`: 1 h 0 min behind · 1 kind of errors
            • `/ecs/errors`: read up to 1 min 10 s ago · 2 kinds of errors
            • `/received`: received · 1 kind of errors
            • `/ecs/b`: read up to 40 s ago
            • `/ecs/begun`: not read yet
            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Of_many_groups_ten_are_named_and_one_that_cannot_be_read_hides_none()
    {
        await using var logs = await LogScenario.StartAsync(new Dictionary<string, string?> { ["Groups:1:Prefix"] = "/ecs/" });
        var section = logs.App.Services.GetServices<IStatusSection>().Single(static s => s.Title == "Logs");
        (await section.LinesAsync(default)).ShouldBe(["no log group was read yet"]);
        for (var n = 0; n < 13; n++)
        {
            await KeepAsync(logs, new GroupState { Group = $"/ecs/{n:D2}" });
        }

        await logs.App.Store.WriteAsync(GroupState.NameOf("broken"), "{"u8.ToArray(), default);

        var lines = await section.LinesAsync(default);

        lines.Count.ShouldBe(11);
        lines[^1].ShouldBe("and 3 more log groups");
    }

    private static async Task KeepAsync(LogScenario logs, GroupState state) =>
        await logs.App.Store.CreateAsync(GroupState.NameOf(DocumentName.Segment(state.Group)), state, LogsJson.Default.GroupState, default);
}
