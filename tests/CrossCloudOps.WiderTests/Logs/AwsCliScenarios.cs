using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CrossCloudOps.Emulators.Aws;
using CrossCloudOps.Emulators.Logs;
using CrossCloudOps.WiderTests.Aws;

namespace CrossCloudOps.WiderTests.Logs;

/// <summary>What operators do on the command line, against our emulator at the address that queues have too.</summary>
internal sealed class AwsCliScenarios : IAsyncDisposable
{
    private const string Group = "/aws/lambda/orders";

    private readonly AwsCli _cli;
    private readonly AwsEmulator _aws;

    private AwsCliScenarios(AwsCli cli, AwsEmulator aws) => (_cli, _aws) = (cli, aws);

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private LogsEmulator Logs => _aws.Logs;

    public static async Task WritingAsync(string cli)
    {
        await using var scenario = await StartAsync(cli);
        await scenario.LogsAsync("create-log-group", "--log-group-name", Group);
        await scenario.LogsAsync("create-log-stream", "--log-group-name", Group, "--log-stream-name", "2026/01/05/[$LATEST]a");

        var now = Now;
        string[] put = ["put-log-events", "--log-group-name", Group, "--log-stream-name", "2026/01/05/[$LATEST]a", "--log-events"];
        var done = await scenario.LogsAsync([.. put, Events((now.AddSeconds(-1), "first ü"), (now, "second"))]);
        var late = await scenario.LogsAsync([.. put, Events((now.AddDays(-15), "too old"), (now, "third"))]);

        done.TryGetProperty("rejectedLogEventsInfo", out _).ShouldBeFalse();
        late.GetProperty("rejectedLogEventsInfo").GetProperty("tooOldLogEventEndIndex").GetInt32().ShouldBe(1);
        scenario.Logs.Group(Group).Events.Select(one => one.Message).ShouldBe(["first ü", "second", "third"]);
        (await scenario.RefusalAsync("create-log-group", "--log-group-name", Group)).ShouldContain("(ResourceAlreadyExistsException) when calling the CreateLogGroup operation");
        (await scenario.RefusalAsync([.. put, Events((now, "b"), (now.AddSeconds(-1), "a"))])).ShouldContain("(InvalidParameterException) when calling the PutLogEvents operation");
    }

    public static async Task FilteringAsync(string cli)
    {
        await using var scenario = await StartAsync(cli);
        var group = scenario.Logs.CreateGroup(Group);
        for (var i = 0; i < 30; i++)
        {
            group.Put("a", i % 2 == 0 ? $$"""{"level":"ERROR","n":{{i}}}""" : $"INFO {i}", Now.AddMilliseconds(i - 100));
        }

        scenario.Logs.SplitPages(seed: 3);
        (await scenario.FoundAsync("--filter-pattern", "INFO -INFO1")).Count.ShouldBe(15);
        (await scenario.FoundAsync("--filter-pattern", "{ $.level = \"ERROR\" && $.n >= 20 }")).Count.ShouldBe(5);
        (await scenario.FoundAsync("--filter-pattern", "[level=INFO, n<=3]")).ShouldBe(["INFO 1", "INFO 3"]);
        (await scenario.FoundAsync("--filter-pattern", @"%INFO\s2[0-9]%", "--log-stream-name-prefix", "a")).Count.ShouldBe(5);
        (await scenario.FoundAsync("--page-size", "4")).Count.ShouldBe(30);
        (await scenario.RefusalAsync("filter-log-events", "--log-group-name", Group, "--filter-pattern", "{ $.level")).ShouldContain("(InvalidParameterException) when calling the FilterLogEvents operation: Invalid filter pattern");
        (await scenario.RefusalAsync("filter-log-events", "--log-group-name", "none")).ShouldContain("(ResourceNotFoundException) when calling the FilterLogEvents operation: The specified log group does not exist.");
    }

    public static async Task ReadingAsync(string cli)
    {
        await using var scenario = await StartAsync(cli);
        var group = scenario.Logs.CreateGroup(Group);
        for (var i = 0; i < 5; i++)
        {
            group.Put("a", $"{i}", Now.AddMilliseconds(i - 100));
        }

        string[] get = ["get-log-events", "--log-group-name", Group, "--log-stream-name", "a", "--limit", "3"];
        var first = await scenario.LogsAsync([.. get, "--start-from-head"]);
        var second = await scenario.LogsAsync([.. get, "--start-from-head", "--next-token", first.GetProperty("nextForwardToken").GetString()!]);
        var end = await scenario.LogsAsync([.. get, "--start-from-head", "--next-token", second.GetProperty("nextForwardToken").GetString()!]);

        new[] { first, second, end }.Select(static page => string.Concat(Messages(page))).ShouldBe(["012", "34", ""]);
        end.GetProperty("nextForwardToken").GetString().ShouldBe(second.GetProperty("nextForwardToken").GetString());
        Messages(await scenario.LogsAsync(get)).ShouldBe(["2", "3", "4"]);
    }

    public static async Task DescribingAsync(string cli)
    {
        await using var scenario = await StartAsync(cli);
        for (var i = 0; i < 60; i++)
        {
            scenario.Logs.CreateGroup($"/ecs/{i:D2}");
        }

        var group = scenario.Logs.CreateGroup(Group);
        group.Put("a", "1", Now.AddSeconds(-5));
        group.Put("b", "2", Now.AddSeconds(-9));

        var groups = await scenario.LogsAsync("describe-log-groups", "--log-group-name-prefix", "/ecs/");
        var streams = await scenario.LogsAsync("describe-log-streams", "--log-group-name", Group, "--order-by", "LastEventTime", "--descending");

        groups.GetProperty("logGroups").GetArrayLength().ShouldBe(60);
        streams.GetProperty("logStreams").EnumerateArray().Select(static stream => stream.GetProperty("logStreamName").GetString()).ShouldBe(["a", "b"]);
        streams.GetProperty("logStreams")[0].GetProperty("arn").GetString().ShouldBe($"{group.Arn}:log-stream:a");
    }

    /// <summary>For command lines that have the command: those of version 2.</summary>
    public static async Task TailAsync(string cli)
    {
        await using var scenario = await StartAsync(cli);
        var group = scenario.Logs.CreateGroup(Group);
        group.Put("stream-a", "ERROR one", Now.AddSeconds(-20));
        group.Put("stream-b", "INFO two", Now.AddSeconds(-10));
        group.Put("stream-b", "long ago", Now.AddHours(-2));

        var all = await scenario._cli.TextAsync(scenario._aws.Endpoint, "logs", "tail", Group, "--since", "5m");
        var errors = await scenario._cli.TextAsync(scenario._aws.Endpoint, "logs", "tail", Group, "--since", "3h", "--filter-pattern", "ERROR", "--format", "short");

        all.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]).ShouldBe(["stream-a ERROR one", "stream-b INFO two"]);
        errors.ShouldContain("ERROR one");
        errors.ShouldNotContain("two");
    }

    public async ValueTask DisposeAsync() => await _aws.DisposeAsync();

    private static async Task<AwsCliScenarios> StartAsync(string cli) => new(AwsCli.All[cli], await AwsEmulator.StartAsync());

    private static string Events(params (DateTimeOffset At, string Message)[] events) => new JsonArray(
        [.. events.Select(static one => new JsonObject { ["timestamp"] = one.At.ToUnixTimeMilliseconds(), ["message"] = one.Message })]).ToJsonString();

    private static List<string?> Messages(JsonElement page) => [.. page.GetProperty("events").EnumerateArray().Select(static one => one.GetProperty("message").GetString())];

    private Task<JsonElement> LogsAsync(params string[] arguments) => _cli.JsonAsync(_aws.Endpoint, ["logs", .. arguments]);

    private Task<string> RefusalAsync(params string[] arguments) => _cli.RefusalAsync(_aws.Endpoint, ["logs", .. arguments]);

    private async Task<List<string?>> FoundAsync(params string[] arguments) =>
        Messages(await LogsAsync(["filter-log-events", "--log-group-name", Group, "--start-time", Now.AddHours(-1).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), .. arguments]));
}
