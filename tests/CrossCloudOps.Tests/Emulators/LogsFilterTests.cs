using Amazon.CloudWatchLogs.Model;

namespace CrossCloudOps.Tests.Emulators;

/// <summary>FilterLogEvents.</summary>
public sealed class LogsFilterTests : LogsEmulatorTest
{
    [Fact]
    public async Task Events_of_all_streams_come_in_the_order_of_their_times()
    {
        var group = Emulator.CreateGroup("/aws/lambda/orders");
        group.Put("b", "third", Now.AddSeconds(-1));
        var id = group.Put("a", "first", Now.AddSeconds(-3), TimeSpan.FromMilliseconds(700));
        group.Put("b", "second", Now.AddSeconds(-2));
        group.Put("a", "fourth", Now.AddSeconds(-1));

        var events = await FindAsync(new FilterLogEventsRequest { LogGroupName = group.Name });

        events.Select(one => one.Message).ShouldBe(["first", "second", "third", "fourth"]);
        events[0].LogStreamName.ShouldBe("a");
        events[0].Timestamp.ShouldBe(Now.AddSeconds(-3).ToUnixTimeMilliseconds());
        events[0].IngestionTime.ShouldBe(Now.AddSeconds(-3).ToUnixTimeMilliseconds() + 700);
        events[0].EventId.ShouldBe(id);
        events.Select(one => one.EventId).ShouldBeUnique();
        events.ShouldAllBe(one => one.EventId.Length == 56);
        (await FindAsync(new FilterLogEventsRequest { LogGroupName = group.Name })).Select(one => one.EventId).ShouldBe(events.Select(one => one.EventId));
    }

    [Fact]
    public async Task Both_bounds_are_inclusive_to_the_millisecond()
    {
        var group = Emulator.CreateGroup("orders");
        for (var i = -2; i <= 2; i++)
        {
            group.Put("a", $"{i}", Now.AddMilliseconds(i));
        }

        var at = Now.ToUnixTimeMilliseconds();
        (await MessagesAsync(new FilterLogEventsRequest { LogGroupName = "orders", StartTime = at - 1, EndTime = at + 1 })).ShouldBe(["-1", "0", "1"]);
        (await MessagesAsync(new FilterLogEventsRequest { LogGroupName = "orders", StartTime = at, EndTime = at })).ShouldBe(["0"]);
        (await MessagesAsync(new FilterLogEventsRequest { LogGroupName = "orders", StartTime = at + 2 })).ShouldBe(["2"]);
    }

    [Fact]
    public async Task An_event_cannot_be_seen_before_it_is_ingested()
    {
        var group = Emulator.CreateGroup("orders");
        group.Put("a", "late", Now, TimeSpan.FromSeconds(5));
        group.Put("a", "early", Now);
        var request = new FilterLogEventsRequest { LogGroupName = "orders" };

        (await MessagesAsync(request)).ShouldBe(["early"]);
        Clock.Advance(TimeSpan.FromMilliseconds(4999));
        (await MessagesAsync(request)).ShouldBe(["early"]);
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        (await MessagesAsync(request)).ShouldBe(["early", "late"]);
        group.Events.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Only_events_that_match_the_pattern_come()
    {
        var group = Emulator.CreateGroup("orders");
        group.Put("a", "[ERROR] no such order");
        group.Put("a", """{"level":"ERROR","status":500}""");
        group.Put("a", "INFO 200");

        (await MessagesAsync(new FilterLogEventsRequest { LogGroupName = "orders", FilterPattern = "ERROR -status" })).ShouldBe(["[ERROR] no such order"]);
        (await MessagesAsync(new FilterLogEventsRequest { LogGroupName = "orders", FilterPattern = "{ $.status >= 500 }" })).ShouldHaveSingleItem();
        (await MessagesAsync(new FilterLogEventsRequest { LogGroupName = "orders", FilterPattern = "[level, code < 300]" })).ShouldBe(["INFO 200"]);
        (await MessagesAsync(new FilterLogEventsRequest { LogGroupName = "orders", FilterPattern = "%[eE]rror%" })).ShouldBeEmpty();
    }

    [Fact]
    public async Task Streams_are_chosen_by_name_or_prefix()
    {
        var group = Emulator.CreateGroup("orders");
        foreach (var stream in new[] { "2026/01/a", "2026/01/b", "2026/02/a" })
        {
            group.Put(stream, stream);
        }

        (await MessagesAsync(new FilterLogEventsRequest { LogGroupName = "orders", LogStreamNames = ["2026/01/b", "2026/02/a"] })).ShouldBe(["2026/01/b", "2026/02/a"]);
        (await MessagesAsync(new FilterLogEventsRequest { LogGroupName = "orders", LogStreamNamePrefix = "2026/01" })).ShouldBe(["2026/01/a", "2026/01/b"]);
        await Should.ThrowAsync<ResourceNotFoundException>(() => Logs.FilterLogEventsAsync(new FilterLogEventsRequest { LogGroupName = "orders", LogStreamNames = ["none"] }));
    }

    [Fact]
    public async Task A_group_is_called_by_its_name_or_ARN_and_one_of_another_account_by_its_ARN_alone()
    {
        var ours = Emulator.CreateGroup("orders");
        var theirs = Emulator.CreateGroup("payments", account: "111122223333");
        ours.Put("a", "ours");
        theirs.Put("a", "theirs");

        ours.Arn.ShouldBe("arn:aws:logs:eu-central-1:000000000000:log-group:orders");
        (await MessagesAsync(new FilterLogEventsRequest { LogGroupIdentifier = "orders" })).ShouldBe(["ours"]);
        (await MessagesAsync(new FilterLogEventsRequest { LogGroupIdentifier = ours.Arn })).ShouldBe(["ours"]);
        (await MessagesAsync(new FilterLogEventsRequest { LogGroupIdentifier = theirs.Arn })).ShouldBe(["theirs"]);
        await Should.ThrowAsync<ResourceNotFoundException>(() => Logs.FilterLogEventsAsync(new FilterLogEventsRequest { LogGroupName = "payments" }));
        Emulator.Calls.Count("FilterLogEvents", "payments").ShouldBe(2);
    }

    [Fact]
    public async Task Pages_hold_their_limit_and_the_last_one_has_no_token()
    {
        var group = Emulator.CreateGroup("orders");
        for (var i = 0; i < 25; i++)
        {
            group.Put("a", $"{i}");
        }

        var pages = await PagesAsync(new FilterLogEventsRequest { LogGroupName = "orders", Limit = 10 });

        pages.Select(page => page.Events.Count).ShouldBe([10, 10, 5]);
        pages.SelectMany(page => page.Events).Select(one => one.Message).ShouldBe(Enumerable.Range(0, 25).Select(i => $"{i}"));
        pages.ShouldAllBe(page => page.SearchedLogStreams.Count == 0);
    }

    [Fact]
    public async Task A_page_holds_a_megabyte_and_one_event_at_least()
    {
        var group = Emulator.CreateGroup("orders");
        foreach (var size in new[] { 400_000, 400_000, 400_000, 1_048_550, 1 })
        {
            group.Put("a", new string('x', size));
        }

        var pages = await PagesAsync(new FilterLogEventsRequest { LogGroupName = "orders" });

        pages.Select(page => page.Events.Count).ShouldBe([2, 1, 1, 1]);
    }

    [Fact]
    public async Task Pages_can_end_anywhere_and_be_empty_but_hold_every_event_once()
    {
        var group = Emulator.CreateGroup("orders");
        for (var i = 0; i < 200; i++)
        {
            group.Put(i % 3 == 0 ? "a" : "b", i % 7 == 0 ? $"ERROR {i}" : "INFO", Now.AddMilliseconds(i / 20));
        }

        for (var seed = 0; seed < 10; seed++)
        {
            Emulator.SplitPages(seed);
            var pages = await PagesAsync(new FilterLogEventsRequest { LogGroupName = "orders", FilterPattern = "ERROR" });

            pages.SelectMany(page => page.Events).Select(one => one.Message).ShouldBe(Enumerable.Range(0, 200).Where(i => i % 7 == 0).Select(i => $"ERROR {i}"));
            pages.ShouldContain(page => page.Events.Count == 0 && page.NextToken != null);
            pages.Select(page => page.NextToken).ShouldBeUnique();
        }

        Emulator.KeepPagesWhole();
        (await PagesAsync(new FilterLogEventsRequest { LogGroupName = "orders" })).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_pages()
    {
        var group = Emulator.CreateGroup("orders");
        for (var i = 0; i < 50; i++)
        {
            group.Put("a", $"{i}");
        }

        var lengths = new List<int[]>();
        for (var i = 0; i < 2; i++)
        {
            Emulator.SplitPages(seed: 4, mostEvents: 7);
            lengths.Add([.. (await PagesAsync(new FilterLogEventsRequest { LogGroupName = "orders" })).Select(page => page.Events.Count)]);
        }

        lengths[1].ShouldBe(lengths[0]);
        lengths[0].Max().ShouldBeLessThanOrEqualTo(7);
    }

    [Fact]
    public async Task An_event_that_arrives_before_the_page_is_not_seen_by_the_pages_after()
    {
        var group = Emulator.CreateGroup("orders");
        group.Put("a", "1", Now.AddSeconds(1));
        group.Put("a", "2", Now.AddSeconds(2));
        var first = await Logs.FilterLogEventsAsync(new FilterLogEventsRequest { LogGroupName = "orders", Limit = 1 });
        group.Put("a", "late", Now);

        var second = await Logs.FilterLogEventsAsync(new FilterLogEventsRequest { LogGroupName = "orders", Limit = 1, NextToken = first.NextToken });

        second.Events.ShouldHaveSingleItem().Message.ShouldBe("2");
    }

    [Fact]
    public async Task A_token_lasts_a_day_and_goes_with_its_request()
    {
        var group = Emulator.CreateGroup("orders");
        group.Put("a", "1");
        group.Put("a", "2");
        var token = (await Logs.FilterLogEventsAsync(new FilterLogEventsRequest { LogGroupName = "orders", Limit = 1 })).NextToken;

        await ShouldBeInvalidAsync(new FilterLogEventsRequest { LogGroupName = "orders", FilterPattern = "x", NextToken = token });
        await ShouldBeInvalidAsync(new FilterLogEventsRequest { LogGroupName = "orders", NextToken = "nonsense" });
        Clock.Advance(TimeSpan.FromHours(24));
        (await Logs.FilterLogEventsAsync(new FilterLogEventsRequest { LogGroupName = "orders", NextToken = token })).Events.ShouldHaveSingleItem().Message.ShouldBe("2");
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        await ShouldBeInvalidAsync(new FilterLogEventsRequest { LogGroupName = "orders", NextToken = token });
    }

    public static TheoryData<FilterLogEventsRequest> Invalid => new()
    {
        new FilterLogEventsRequest(),
        new FilterLogEventsRequest { LogGroupName = "orders", LogGroupIdentifier = "orders" },
        new FilterLogEventsRequest { LogGroupName = "or ders" },
        new FilterLogEventsRequest { LogGroupIdentifier = "arn:aws:logs:eu-central-1:000000000000:log-group:orders:*" },
        new FilterLogEventsRequest { LogGroupName = "orders", LogStreamNames = ["a"], LogStreamNamePrefix = "a" },
        new FilterLogEventsRequest { LogGroupName = "orders", LogStreamNames = [] },
        new FilterLogEventsRequest { LogGroupName = "orders", LogStreamNamePrefix = "a*" },
        new FilterLogEventsRequest { LogGroupName = "orders", Limit = 0 },
        new FilterLogEventsRequest { LogGroupName = "orders", Limit = 10_001 },
        new FilterLogEventsRequest { LogGroupName = "orders", StartTime = -1 },
        new FilterLogEventsRequest { LogGroupName = "orders", StartTime = 2, EndTime = 1 },
        new FilterLogEventsRequest { LogGroupName = "orders", FilterPattern = "{ $.a" },
        new FilterLogEventsRequest { LogGroupName = "orders", FilterPattern = new string('a', 1025) },
    };

    [Theory]
    [MemberData(nameof(Invalid))]
    public async Task A_request_that_breaks_a_rule_is_refused(FilterLogEventsRequest request)
    {
        Emulator.CreateGroup("orders").Put("a", "1");

        await ShouldBeInvalidAsync(request);
    }

    private async Task ShouldBeInvalidAsync(FilterLogEventsRequest request) =>
        (await Should.ThrowAsync<InvalidParameterException>(() => Logs.FilterLogEventsAsync(request))).Message.ShouldNotBeEmpty();
}
