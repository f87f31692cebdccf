using Amazon.CloudWatchLogs;
using Amazon.CloudWatchLogs.Model;

namespace CrossCloudOps.Tests.Emulators;

/// <summary>Groups and streams: made and described.</summary>
public sealed class LogsGroupTests : LogsEmulatorTest
{
    [Fact]
    public async Task A_group_and_its_streams_are_created_once()
    {
        await Logs.CreateLogGroupAsync(new CreateLogGroupRequest("/aws/lambda/orders") { LogGroupClass = LogGroupClass.INFREQUENT_ACCESS });
        await Logs.CreateLogStreamAsync(new CreateLogStreamRequest("/aws/lambda/orders", "2026/01/05/[$LATEST]abc"));

        (await Should.ThrowAsync<ResourceAlreadyExistsException>(() => Logs.CreateLogGroupAsync(new CreateLogGroupRequest("/aws/lambda/orders"))))
            .Message.ShouldBe("The specified log group already exists");
        await Should.ThrowAsync<ResourceAlreadyExistsException>(() => Logs.CreateLogStreamAsync(new CreateLogStreamRequest("/aws/lambda/orders", "2026/01/05/[$LATEST]abc")));
        await Should.ThrowAsync<ResourceNotFoundException>(() => Logs.CreateLogStreamAsync(new CreateLogStreamRequest("none", "a")));
        var group = (await Logs.DescribeLogGroupsAsync()).LogGroups.ShouldHaveSingleItem();
        (group.LogGroupName, group.LogGroupClass, group.CreationTime).ShouldBe(("/aws/lambda/orders", LogGroupClass.INFREQUENT_ACCESS, Now.UtcDateTime));
        (group.Arn, group.LogGroupArn).ShouldBe(($"{Emulator.Groups[0].Arn}:*", Emulator.Groups[0].Arn));
    }

    [Theory]
    [InlineData("aws/lambda")]
    [InlineData("a b")]
    [InlineData("a:b")]
    [InlineData("größe")]
    [InlineData("")]
    public async Task A_name_that_breaks_the_rules_is_refused(string name) =>
        await Should.ThrowAsync<InvalidParameterException>(() => Logs.CreateLogGroupAsync(new CreateLogGroupRequest(name)));

    [Theory]
    [InlineData("a:b")]
    [InlineData("a*")]
    [InlineData("")]
    public async Task So_is_that_of_a_stream(string name)
    {
        Emulator.CreateGroup("orders");

        await Should.ThrowAsync<InvalidParameterException>(() => Logs.CreateLogStreamAsync(new CreateLogStreamRequest("orders", name)));
    }

    [Fact]
    public async Task Names_have_512_characters_at_most()
    {
        await Logs.CreateLogGroupAsync(new CreateLogGroupRequest(new string('g', 512)));

        await Should.ThrowAsync<InvalidParameterException>(() => Logs.CreateLogGroupAsync(new CreateLogGroupRequest(new string('g', 513))));
    }

    [Fact]
    public async Task Groups_are_found_by_prefix_or_a_part_of_their_names_or_class()
    {
        foreach (var name in new[] { "/aws/lambda/pay", "/aws/lambda/orders", "/ecs/orders" })
        {
            Emulator.CreateGroup(name);
        }

        Emulator.CreateGroup("/archive", logGroupClass: "INFREQUENT_ACCESS");
        (await NamesAsync(new DescribeLogGroupsRequest { LogGroupNamePrefix = "/aws/lambda/" })).ShouldBe(["/aws/lambda/orders", "/aws/lambda/pay"]);
        (await NamesAsync(new DescribeLogGroupsRequest { LogGroupNamePattern = "orders" })).ShouldBe(["/aws/lambda/orders", "/ecs/orders"]);
        (await NamesAsync(new DescribeLogGroupsRequest { LogGroupClass = LogGroupClass.INFREQUENT_ACCESS })).ShouldBe(["/archive"]);
        (await NamesAsync(new DescribeLogGroupsRequest { LogGroupIdentifiers = ["/ecs/orders"] })).ShouldBe(["/ecs/orders"]);
        (await Logs.DescribeLogGroupsAsync(new DescribeLogGroupsRequest { LogGroupNamePattern = "ecs" })).LogGroups[0].StoredBytes.ShouldBeNull();
        await Should.ThrowAsync<InvalidParameterException>(() => NamesAsync(new DescribeLogGroupsRequest { LogGroupNamePattern = "a", LogGroupNamePrefix = "a" }));
    }

    [Fact]
    public async Task Groups_come_in_pages_of_fifty_at_most()
    {
        var names = Enumerable.Range(0, 120).Select(i => $"group-{i:D3}").ToList();
        names.ForEach(name => Emulator.CreateGroup(name));

        var first = await Logs.DescribeLogGroupsAsync();

        first.LogGroups.Count.ShouldBe(50);
        (await NamesAsync(new DescribeLogGroupsRequest())).ShouldBe(names);
        (await NamesAsync(new DescribeLogGroupsRequest { Limit = 7 })).ShouldBe(names);
        await Should.ThrowAsync<InvalidParameterException>(() => NamesAsync(new DescribeLogGroupsRequest { Limit = 51 }));
        await Should.ThrowAsync<InvalidParameterException>(() => NamesAsync(new DescribeLogGroupsRequest { LogGroupNamePrefix = "other", NextToken = first.NextToken }));
    }

    [Fact]
    public async Task Groups_of_linked_accounts_come_when_they_are_asked_for()
    {
        Emulator.CreateGroup("orders");
        var theirs = Emulator.CreateGroup("orders", account: "111122223333");

        (await NamesAsync(new DescribeLogGroupsRequest())).ShouldBe(["orders"]);
        (await NamesAsync(new DescribeLogGroupsRequest { IncludeLinkedAccounts = true, Limit = 1 })).ShouldBe(["orders", "orders"]);
        var linked = await Logs.DescribeLogGroupsAsync(new DescribeLogGroupsRequest { IncludeLinkedAccounts = true, AccountIdentifiers = ["111122223333"] });
        linked.LogGroups.ShouldHaveSingleItem().LogGroupArn.ShouldBe(theirs.Arn);
    }

    [Fact]
    public async Task Streams_come_by_name_or_by_their_last_event()
    {
        var group = Emulator.CreateGroup("orders");
        group.Put("b", "1", Now.AddSeconds(1));
        group.Put("a", "2", Now.AddSeconds(2), TimeSpan.Zero);
        group.Put("c", "3", Now);
        await Logs.CreateLogStreamAsync(new CreateLogStreamRequest("orders", "empty"));

        (await StreamsAsync(new DescribeLogStreamsRequest("orders"))).ShouldBe(["a", "b", "c", "empty"]);
        (await StreamsAsync(new DescribeLogStreamsRequest("orders") { Descending = true, Limit = 1 })).ShouldBe(["empty", "c", "b", "a"]);
        (await StreamsAsync(new DescribeLogStreamsRequest("orders") { LogStreamNamePrefix = "e" })).ShouldBe(["empty"]);
        Clock.Advance(TimeSpan.FromSeconds(2));
        (await StreamsAsync(new DescribeLogStreamsRequest("orders") { OrderBy = OrderBy.LastEventTime, Descending = true, Limit = 3 })).ShouldBe(["a", "b", "c", "empty"]);
        var byTime = new DescribeLogStreamsRequest("orders") { OrderBy = OrderBy.LastEventTime, LogStreamNamePrefix = "a" };
        (await Should.ThrowAsync<InvalidParameterException>(() => StreamsAsync(byTime))).Message.ShouldBe("Cannot order by LastEventTime with a logStreamNamePrefix.");
    }

    [Fact]
    public async Task A_stream_tells_the_times_of_the_events_that_can_be_seen()
    {
        var group = Emulator.CreateGroup("orders");
        group.Put("a", "old", Now.AddHours(-1), TimeSpan.FromMinutes(2));
        group.Put("a", "delayed", Now, TimeSpan.FromMinutes(1));

        var stream = (await Logs.DescribeLogStreamsAsync(new DescribeLogStreamsRequest("orders"))).LogStreams.ShouldHaveSingleItem();

        stream.Arn.ShouldBe($"{group.Arn}:log-stream:a");
        stream.FirstEventTimestamp.ShouldBe(Now.AddHours(-1).UtcDateTime);
        stream.LastEventTimestamp.ShouldBe(Now.AddHours(-1).UtcDateTime);
        stream.LastIngestionTime.ShouldBe(Now.AddMinutes(-58).UtcDateTime);
    }

    private async Task<List<string>> NamesAsync(DescribeLogGroupsRequest request)
    {
        List<string> names = [];
        do
        {
            var page = await Logs.DescribeLogGroupsAsync(request);
            names.AddRange(page.LogGroups.Select(group => group.LogGroupName));
            request.NextToken = page.NextToken;
        }
        while (request.NextToken is not null);

        return names;
    }

    private async Task<List<string>> StreamsAsync(DescribeLogStreamsRequest request)
    {
        List<string> names = [];
        do
        {
            var page = await Logs.DescribeLogStreamsAsync(request);
            names.AddRange(page.LogStreams.Select(stream => stream.LogStreamName));
            request.NextToken = page.NextToken;
        }
        while (request.NextToken is not null);

        return names;
    }
}
