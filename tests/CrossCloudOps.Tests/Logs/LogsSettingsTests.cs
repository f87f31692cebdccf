using CrossCloudOps.Logs;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.Logs;

/// <summary>Settings of log groups that do not hold: the app does not start, and says all that is wrong with them at once.</summary>
public sealed class LogsSettingsTests
{
    private const string Secret = FaultyStart.Secret;

    private static readonly Dictionary<string, string?> Good = new(FaultyStart.Platform)
    {
        ["Logs:Groups:0:Name"] = "/aws/lambda/orders",
    };

    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once_with_the_settings_name_its_value_and_what_to_do()
    {
        var settings = $"""
            FUNCTIONS_REQUEST_BODY_SIZE_LIMIT = 67108863
            QuietAfter = 00:09:59
            Overlap = 02:00:01
            CallsPerSecond = 26
            MostKinds = 0
            AccessKeys:0 = fifteen-bytes-x
            AccessKeys:1 = @Microsoft.KeyVault(VaultName=v;SecretName=s)
            AccessKeys:2 = {Secret}
            Groups:0:Name = /aws/lambda/orders
            Groups:0:Prefix = /aws/lambda/
            Groups:1:Channel = C0LOGS
            Groups:2:Name = name with blanks
            Groups:3:Prefix = prefix*
            Groups:4:Name = arn:aws:sqs:eu-central-1:123456789012:queue
            Groups:5:Name = arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/far:*
            Groups:6:Name = arn:aws:logs:eu-central-1:123456789012:log-group:/aws/lambda/pushed
            Groups:6:Received = true
            Groups:7:Name = /long
            Groups:7:FilterPattern = {new string('x', 1025)}
            Groups:8:Name = /empty
            Groups:8:FilterPattern = {""}
            Groups:9:Prefix = /ecs/
            Groups:10:Prefix = /ecs/shop/
            Groups:10:Received = true
            Groups:11:Name = /twice
            Groups:12:Name = /twice
            """;

        var faults = await FaultsAsync(settings.Split('\n').Select(static line => line.Split(" = ", 2)).Select(static l => (l[0].StartsWith("FUNC", StringComparison.Ordinal) ? l[0] : $"Logs:{l[0]}", (string?)l[1])));

        Approved.ShouldBe("Settings.logs.txt", string.Join('\n', faults));
    }

    [Fact]
    public async Task A_section_without_groups_is_a_fault_and_not_a_feature_that_is_off() =>
        (await FaultsAsync([("Logs:Groups:0:Name", null), ("Logs:MostKinds", "50")]))
            .ShouldBe(["Logs__Groups__0__Name is not set: give the log group's name, for example /aws/lambda/orders, or its ARN. Or remove all settings Logs__*, to turn the feature off."]);

    [Fact]
    public async Task What_is_received_needs_a_key() =>
        (await FaultsAsync([("Logs:Groups:0:Received", "true")]))
            .ShouldBe(["Logs__AccessKeys__0 is not set: a log group is to be received, and whoever sends must show a key: give a random one here and to Firehose."]);

    [Fact]
    public async Task More_groups_than_one_app_watches_are_a_fault() =>
        (await FaultsAsync(Enumerable.Range(1, 1000).Select(static n => ($"Logs:Groups:{n}:Name", (string?)$"/group/{n}"))))
            .ShouldBe(["Logs__Groups is \"1001 entries\": at most 1000 are watched by one app. Use prefixes."]);

    [Fact]
    public void Defaults()
    {
        var (options, group) = (new LogsOptions(), new LogGroupOptions());

        (options.Groups.Count, options.AccessKeys.Count, options.CallsPerSecond, options.MostKinds).ShouldBe((0, 0, 4, 50));
        (options.QuietAfter, options.Overlap).ShouldBe((TimeSpan.FromHours(6), TimeSpan.FromMinutes(10)));
        (group.Name, group.Prefix, group.Context, group.Received, group.Channel).ShouldBe((null, null, true, false, null));
        group.FilterPattern.ShouldBe("?ERROR ?CRITICAL ?FATAL ?Exception ?Traceback ?panic ?\"Task timed out\" ?\"Runtime exited\"");
    }

    private static Task<IReadOnlyList<string>> FaultsAsync(IEnumerable<(string Name, string? Value)> changes) => FaultyStart.FaultsAsync(Good, changes);
}
