using CrossCloudOps.Emulators;
using CrossCloudOps.Problems;
using CrossCloudOps.Slack;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.Heartbeats.Watching;

public class OutageTests
{
    [Fact]
    public async Task Tells_of_a_host_that_fails_and_turns_the_message_green_when_it_is_back()
    {
        await using var scenario = await HeartbeatScenario.StartAsync();
        scenario.Keep("web-1", "web-2");
        await scenario.MinutesAsync(15);

        scenario.Target.Answer("web-1.example", 503, "in release");
        await scenario.MinutesAsync(40);
        scenario.Told.ShouldHaveSingleItem().ShouldContain("web-1 fails its check");
        scenario.Told[0].ShouldContain("HTTP 503");

        scenario.Target.AnswerWell("web-1.example");
        await scenario.MinutesAsync(10);

        scenario.Told.ShouldHaveSingleItem().ShouldContain("web-1 is back");
        scenario.Told[0].ShouldContain("beats were missed, of one every 10 min");
    }

    [Fact]
    public async Task Shows_a_wrong_body_next_to_the_expected_one()
    {
        await using var scenario = await HeartbeatScenario.StartAsync();
        scenario.Keep("web-1");
        scenario.Target.Answer("web-1.example", 200, "<h1>Welcome to nginx!</h1>");

        await scenario.MinutesAsync(20);

        scenario.Told.ShouldHaveSingleItem().ShouldContain("web-1 never passed its check");
        scenario.Told[0].ShouldContain("Expected\n```\nok\n```");
        scenario.Told[0].ShouldContain("Got\n```\n&lt;h1&gt;Welcome to nginx!&lt;/h1&gt;\n```");
    }

    [Fact]
    public async Task Tells_of_a_server_that_stopped_pulsing_although_it_would_pass_its_check()
    {
        await using var scenario = await HeartbeatScenario.StartAsync();
        scenario.Keep("web-1");
        await scenario.MinutesAsync(15);

        scenario.Stop("web-1");
        await scenario.MinutesAsync(15);

        scenario.Told.ShouldHaveSingleItem().ShouldContain("web-1 does not pulse any more");
    }

    [Fact]
    public async Task Tells_at_once_of_a_pulse_that_cannot_be_read()
    {
        await using var scenario = await HeartbeatScenario.StartAsync();
        scenario.Bucket.Seed("pulse/web-1.json", """{"url": "ftp://web-1.example", "body": 17}""");

        await scenario.MinutesAsync(1);

        scenario.Told.ShouldHaveSingleItem().ShouldContain("web-1 has a pulse that cannot be read");
        scenario.Told[0].ShouldContain("url");
        scenario.Told[0].ShouldContain("body");
    }

    [Fact]
    public async Task Tells_one_problem_for_all_that_is_checked_on_one_host()
    {
        await using var scenario = await HeartbeatScenario.StartAsync();
        foreach (var path in new[] { "shop", "cart", "search" })
        {
            scenario.Pulse(path, scenario.UrlOf("web-1.example", $"/{path}"), """ "every": "1h" """);
        }

        scenario.Target.Answer("web-1.example", 500);
        await scenario.MinutesAsync(95);

        scenario.Told.ShouldHaveSingleItem().ShouldContain("3 heartbeats of web-1.example fail");
    }

    [Fact]
    public async Task Tells_one_problem_when_names_are_not_resolved()
    {
        await using var scenario = await HeartbeatScenario.StartAsync();
        scenario.Keep("web-1", "web-2", "web-3", "web-4");
        await scenario.MinutesAsync(15);

        scenario.Unresolve("web-1", "web-2", "web-3");
        await scenario.MinutesAsync(20);
        scenario.Told.ShouldHaveSingleItem().ShouldContain("Names cannot be resolved: 3 heartbeats fail");

        scenario.Resolve();
        await scenario.MinutesAsync(3);

        scenario.Told.ShouldHaveSingleItem().ShouldContain("Names are resolved again");
    }

    [Fact]
    public async Task Says_that_we_cannot_see_instead_of_that_everybody_is_down()
    {
        await using var scenario = await HeartbeatScenario.StartAsync();
        scenario.Keep("web-1", "web-2", "web-3");
        await scenario.MinutesAsync(15);

        scenario.IsCutOff = true;
        await scenario.MinutesAsync(60);
        scenario.Told.ShouldHaveSingleItem().ShouldContain("We reach nothing: no heartbeat can be checked");

        scenario.IsCutOff = false;
        await scenario.MinutesAsync(3);

        scenario.Told.ShouldHaveSingleItem().ShouldContain("We see again");
    }

    [Fact]
    public async Task Says_that_the_bucket_cannot_be_read_instead_of_that_everybody_is_silent()
    {
        await using var scenario = await HeartbeatScenario.StartAsync();
        scenario.Keep("web-1", "web-2");
        await scenario.MinutesAsync(15);

        scenario.Stack.S3.Deny(HeartbeatScenario.BucketName);
        await scenario.MinutesAsync(60);
        scenario.Told.ShouldHaveSingleItem().ShouldContain("Cannot read bucket pulses");

        scenario.Stack.S3.Allow(HeartbeatScenario.BucketName);
        await scenario.MinutesAsync(3);

        scenario.Told.ShouldHaveSingleItem().ShouldContain("resolved");
    }

    [Fact]
    public async Task Raises_no_alarm_after_an_hour_away_for_hosts_that_kept_pulsing_and_one_for_a_host_that_did_not()
    {
        await using var scenario = await HeartbeatScenario.StartAsync();
        scenario.Keep("web-1", "web-2", "web-3");
        await scenario.MinutesAsync(15);

        scenario.Stop("web-2");
        scenario.Target.Answer("web-3.example", 500);
        scenario.MinutesWithoutUs(60);
        await scenario.RestartAsync();
        await scenario.MinutesAsync(30);

        scenario.Told.Count.ShouldBe(2);
        scenario.Told.ShouldContain(static t => t.Contains("web-2 does not pulse any more", StringComparison.Ordinal));
        scenario.Told.ShouldContain(static t => t.Contains("web-3 fails its check", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Says_both_with_their_times_when_Slack_was_down_meanwhile()
    {
        await using var scenario = await HeartbeatScenario.StartAsync();
        scenario.Keep("web-1");
        await scenario.MinutesAsync(11);
        scenario.Stack.Slack.Faults.Add(new Fault(FaultKind.Answer) { Status = 503 });
        scenario.Stop("web-1");
        var lastPulse = scenario.Now;

        await scenario.MinutesAsync(40);
        scenario.Keep("web-1");
        await scenario.MinutesAsync(10);
        scenario.Told.ShouldBeEmpty();
        scenario.Stack.Slack.Faults.Clear();
        await scenario.MinutesAsync(20);

        var told = scenario.Told.ShouldHaveSingleItem();
        told.ShouldContain("web-1 is back");
        told.ShouldContain(SlackText.Moment(lastPulse));
        told.ShouldContain("4 beats were missed");
    }

    [Theory]
    [InlineData(120)]
    [InlineData(-120)]
    public async Task Compares_no_clock_with_another(int skew)
    {
        await using var scenario = await HeartbeatScenario.StartAsync(skew: TimeSpan.FromSeconds(skew));
        scenario.Pulse("web-1", more: """ "every": "1m", "grace": "2m" """);

        for (var minute = 0; minute < 60; minute++)
        {
            scenario.Pulse("web-1", more: """ "every": "1m", "grace": "2m" """);
            await scenario.MinutesAsync(1);
        }

        scenario.Told.ShouldBeEmpty();
    }

    [Fact]
    public async Task Retires_a_heartbeat_whose_pulse_file_is_removed()
    {
        await using var scenario = await HeartbeatScenario.StartAsync();
        scenario.Keep("web-1", "web-2");
        await scenario.MinutesAsync(15);
        scenario.Stop("web-1");
        await scenario.MinutesAsync(20);

        scenario.Bucket.Remove("pulse/web-1.json");
        await scenario.MinutesAsync(2);

        scenario.Told.ShouldHaveSingleItem().ShouldContain("web-1 is not watched any more");
    }

    [Fact]
    public async Task Says_when_nobody_pulses_at_all()
    {
        await using var scenario = await HeartbeatScenario.StartAsync();

        await scenario.MinutesAsync(20);
        scenario.Told.ShouldHaveSingleItem().ShouldContain("There are no pulses");
        scenario.Keep("web-1");
        await scenario.MinutesAsync(12);

        scenario.Told.ShouldHaveSingleItem().ShouldContain("Pulses have come");
    }

    [Fact]
    public async Task Waits_for_as_many_bad_looks_as_the_settings_say()
    {
        await using var scenario = await HeartbeatScenario.StartAsync(new Dictionary<string, string?> { ["OpenAfter"] = "10" });
        scenario.Keep("web-1");
        await scenario.MinutesAsync(1);
        scenario.Stop("web-1");

        await scenario.MinutesAsync(24);
        scenario.Told.ShouldBeEmpty();
        await scenario.MinutesAsync(2);

        scenario.Told.ShouldHaveSingleItem().ShouldContain("web-1 does not pulse any more");
    }

    [Fact]
    public async Task Tells_a_pulse_in_the_channel_and_to_the_owner_that_it_names()
    {
        await using var scenario = await HeartbeatScenario.StartAsync(new Dictionary<string, string?> { ["Channels:0"] = Stack.OtherChannel });
        scenario.Pulse("web-1", more: $""" "channel": "{Stack.OtherChannel}", "owner": "S0ONCALL" """);

        await scenario.MinutesAsync(20);

        var told = scenario.Stack.Slack.Messages(Stack.OtherChannel).ShouldHaveSingleItem();
        told.Says().ShouldContain("for <!subteam^S0ONCALL>");
        scenario.Told.ShouldBeEmpty();
    }

    [Fact]
    public async Task Takes_no_channel_that_the_settings_do_not_name()
    {
        await using var scenario = await HeartbeatScenario.StartAsync();
        scenario.Pulse("web-1", more: $""" "channel": "{Stack.OtherChannel}" """);

        await scenario.MinutesAsync(1);

        scenario.Told.ShouldHaveSingleItem().ShouldContain("Heartbeats__Channels");
    }

    [Fact]
    public async Task Keeps_problems_as_they_are_when_nothing_changes()
    {
        await using var scenario = await HeartbeatScenario.StartAsync();
        scenario.Keep("web-1");
        scenario.Target.Answer("web-1.example", 500);
        await scenario.MinutesAsync(20);
        var version = (await scenario.App.Get<ProblemBook>().ReadAsync("heartbeat/host/web-1%2Eexample", default))!.Version;

        await scenario.MinutesAsync(60);

        (await scenario.App.Get<ProblemBook>().ReadAsync("heartbeat/host/web-1%2Eexample", default))!.Version.ShouldBe(version);
    }
}
