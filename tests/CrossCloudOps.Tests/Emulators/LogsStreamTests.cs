using Amazon.CloudWatchLogs.Model;

namespace CrossCloudOps.Tests.Emulators;

/// <summary>GetLogEvents.</summary>
public sealed class LogsStreamTests : LogsEmulatorTest
{
    [Fact]
    public async Task Forward_tokens_lead_through_a_stream_to_its_end_and_on_when_more_comes()
    {
        var group = Emulator.CreateGroup("orders");
        Fill(5);

        var first = await ReadAsync(head: true, limit: 2);
        var second = await ReadAsync(head: true, limit: 2, token: first.NextForwardToken);
        var third = await ReadAsync(head: true, limit: 2, token: second.NextForwardToken);
        var end = await ReadAsync(head: true, limit: 2, token: third.NextForwardToken);

        new[] { first, second, third, end }.Select(Messages).ShouldBe(["0 1", "2 3", "4", ""]);
        end.NextForwardToken.ShouldBe(third.NextForwardToken);
        group.Put("a", "new", Now.AddSeconds(1));
        Messages(await ReadAsync(head: true, limit: 2, token: end.NextForwardToken)).ShouldBe("new");
        Messages(await ReadAsync(head: true, limit: 2, token: third.NextBackwardToken)).ShouldBe("2 3");
    }

    [Fact]
    public async Task The_newest_page_comes_first_by_default_and_backward_tokens_lead_to_the_start()
    {
        Fill(5);

        var newest = await ReadAsync(head: null, limit: 2);
        var older = await ReadAsync(head: null, limit: 2, token: newest.NextBackwardToken);
        var oldest = await ReadAsync(head: null, limit: 2, token: older.NextBackwardToken);
        var end = await ReadAsync(head: null, limit: 2, token: oldest.NextBackwardToken);

        new[] { newest, older, oldest, end }.Select(Messages).ShouldBe(["3 4", "1 2", "0", ""]);
        end.NextBackwardToken.ShouldBe(oldest.NextBackwardToken);
        Messages(await ReadAsync(head: null, limit: 5, token: newest.NextForwardToken)).ShouldBe("");
    }

    [Fact]
    public async Task The_start_is_inclusive_and_the_end_is_not()
    {
        Fill(5);

        var response = await Logs.GetLogEventsAsync(new GetLogEventsRequest("orders", "a")
        {
            StartTime = Now.AddMilliseconds(1).UtcDateTime,
            EndTime = Now.AddMilliseconds(3).UtcDateTime,
        });

        Messages(response).ShouldBe("1 2");
        response.Events[0].Timestamp.ShouldBe(Now.AddMilliseconds(1).UtcDateTime);
        response.Events[0].Timestamp!.Value.Kind.ShouldBe(DateTimeKind.Utc);
        response.Events[0].IngestionTime.ShouldBe(Now.UtcDateTime);
    }

    [Fact]
    public async Task A_stream_without_events_has_tokens_that_find_those_to_come()
    {
        var group = Emulator.CreateGroup("orders");
        await Logs.CreateLogStreamAsync(new CreateLogStreamRequest("orders", "a"));
        var none = await ReadAsync(head: null, limit: null);
        group.Put("a", "new");
        group.Put("a", "delayed", Now, TimeSpan.FromMinutes(1));

        Messages(none).ShouldBe("");
        Messages(await ReadAsync(head: true, limit: null, token: none.NextForwardToken)).ShouldBe("new");
    }

    [Fact]
    public async Task What_is_not_there_or_not_valid_is_refused()
    {
        Emulator.CreateGroup("orders");

        await Should.ThrowAsync<ResourceNotFoundException>(() => ReadAsync(head: true, limit: 1));
        await Should.ThrowAsync<ResourceNotFoundException>(() => Logs.GetLogEventsAsync(new GetLogEventsRequest("none", "a")));
        Fill(1);
        var token = (await ReadAsync(head: true, limit: 1)).NextForwardToken;
        await Should.ThrowAsync<InvalidParameterException>(() => ReadAsync(head: true, limit: 1, token: "f/1/s"));
        Clock.Advance(TimeSpan.FromHours(25));
        await Should.ThrowAsync<InvalidParameterException>(() => ReadAsync(head: true, limit: 1, token: token));
    }

    private static string Messages(GetLogEventsResponse response) => string.Join(' ', response.Events.Select(one => one.Message));

    private void Fill(int events)
    {
        var group = Emulator.CreateGroup("orders");
        for (var i = 0; i < events; i++)
        {
            group.Put("a", $"{i}", Now.AddMilliseconds(i), Now - Now.AddMilliseconds(i));
            group.Put("b", "of another stream", Now.AddMilliseconds(i));
        }
    }

    private Task<GetLogEventsResponse> ReadAsync(bool? head, int? limit, string? token = null) =>
        Logs.GetLogEventsAsync(new GetLogEventsRequest("orders", "a") { StartFromHead = head, Limit = limit, NextToken = token });
}
