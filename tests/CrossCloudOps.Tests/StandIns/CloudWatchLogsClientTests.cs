using Amazon;
using Amazon.CloudWatchLogs;
using Amazon.CloudWatchLogs.Model;
using Amazon.Runtime;
using CrossCloudOps.Emulators.Logs;

namespace CrossCloudOps.Tests.StandIns;

/// <summary>What callers may rely on, whether the client is the real package's or the stand-in's. How it speaks is tested with the emulator.</summary>
public sealed class CloudWatchLogsClientTests
{
    [Theory]
    [InlineData("eu-central-1", false, false, "https://logs.eu-central-1.amazonaws.com/")]
    [InlineData("cn-north-1", false, false, "https://logs.cn-north-1.amazonaws.com.cn/")]
    [InlineData("us-east-1", true, false, "https://logs-fips.us-east-1.amazonaws.com/")]
    public void Each_region_has_its_endpoint(string region, bool fips, bool dualStack, string url)
    {
        using var client = new AmazonCloudWatchLogsClient("key", "secret", new AmazonCloudWatchLogsConfig
        {
            RegionEndpoint = RegionEndpoint.GetBySystemName(region),
            UseFIPSEndpoint = fips,
            UseDualstackEndpoint = dualStack,
        });

        client.DetermineServiceOperationEndpoint(new FilterLogEventsRequest()).URL.TrimEnd('/').ShouldBe(url.TrimEnd('/'));
    }

    [Fact]
    public async Task Times_are_sent_to_the_millisecond_in_whatever_zone_they_are_given()
    {
        var clock = new ManualTime();
        await using var emulator = await LogsEmulator.StartAsync(new LogsEmulatorOptions { TimeProvider = clock });
        using var client = Client(emulator);
        await client.CreateLogGroupAsync(new CreateLogGroupRequest("orders") { Tags = new() { ["team"] = "shop" } });
        await client.CreateLogStreamAsync(new CreateLogStreamRequest("orders", "a"));
        var at = clock.GetUtcNow().AddMilliseconds(-7);

        await client.PutLogEventsAsync(new PutLogEventsRequest("orders", "a", [new InputLogEvent { Timestamp = at.LocalDateTime, Message = "one" }]));

        emulator.Group("orders").Events.ShouldHaveSingleItem().At.ShouldBe(at);
        var read = (await client.GetLogEventsAsync(new GetLogEventsRequest("orders", "a") { StartTime = at.UtcDateTime })).Events.ShouldHaveSingleItem();
        (read.Timestamp, read.Timestamp!.Value.Kind).ShouldBe((at.UtcDateTime, DateTimeKind.Utc));
    }

    [Fact]
    public async Task What_an_answer_does_not_hold_is_null()
    {
        await using var emulator = await LogsEmulator.StartAsync();
        using var client = Client(emulator);
        emulator.CreateGroup("orders");

        var found = await client.FilterLogEventsAsync(new FilterLogEventsRequest { LogGroupName = "orders" });

        found.NextToken.ShouldBeNull();
        found.Events.ShouldBeEmpty();
        (await client.DescribeLogGroupsAsync(new DescribeLogGroupsRequest { LogGroupNamePattern = "orders" })).LogGroups[0].LogGroupClass.ShouldBeNull();
        new FilterLogEventsRequest().LogStreamNames.ShouldBeNull();
    }

    private static AmazonCloudWatchLogsClient Client(LogsEmulator emulator) => new(
        new SessionAWSCredentials("key", "secret", "token"),
        new AmazonCloudWatchLogsConfig { ServiceURL = emulator.Endpoint.ToString(), AuthenticationRegion = "eu-central-1", MaxErrorRetry = 0 });
}
