using System.Net;
using System.Security.Cryptography;
using System.Text;
using CrossCloudOps.Problems;
using CrossCloudOps.Tests.Drivers;
using CrossCloudOps.Tests.Heartbeats;
using CrossCloudOps.Tests.Logs;
using CrossCloudOps.Tests.Webhooks.Forwarding;

namespace CrossCloudOps.Tests.Status.Page;

/// <summary><c>GET /api/status</c></summary>
public sealed class StatusPageTests
{
    [Fact]
    public async Task Says_that_all_is_well()
    {
        await using var watched = await WatchedApp.StartAsync();
        await watched.RunAllAsync();

        var page = await PageVisit.ToAsync(watched.App);

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Says.ShouldStartWith("CrossCloudOps all is well On: DeadLetters.");
        page.Section("Open problems").ShouldStartWith("no open problem");
        page.Section("Dead-letter queues").ShouldContain("no dead letter waits");
        page.Section("Functions").ShouldMatch(@"^all functions run .* CollectDeadLetters fresh 10,40 \* \* \* \* \* \d+ s ago [\d.]+ m?s ");
        page.Says.ShouldNotContain("Webhook routes");
    }

    [Fact]
    public async Task Tells_of_problems_with_their_Slack_messages_and_of_dead_letters_with_their_pages()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed("""{"type":"OrderPlaced","id":1}""", """{"type":"OrderPlaced","id":2}""");
        await app.CollectAndNotifyAsync();

        var page = await PageVisit.ToAsync(app);

        page.Says.ShouldContain("1 open problem · 3 functions did not end well lately · 2 dead letters wait");
        page.Section("Open problems").ShouldMatch("^1 open problem .* OrderPlaced dead-letters open 2 .* ago .* ago$");
        page.Links.ShouldContain(link => link.EndsWith($"/archives/{Stack.Channel}/p{stack.OnlyShown.Ts.Replace(".", "", StringComparison.Ordinal)}", StringComparison.Ordinal));
        page.Section("Dead-letter queues").ShouldContain("orders-dlq 2 1 2 min");
        page.Section("Dead-letter queues").ShouldContain("[archived by hour, oldest first: 0 for 23 hours, 2] total 2 [waiting by hour, oldest first: 0 for 23 hours, 2] max 2");
        page.Links.Count(static link => link.StartsWith("status/dead-letters/", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task Somebody_who_has_it_in_hand_and_a_mute_are_told()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed("""{"type":"OrderPlaced"}""");
        await app.CollectAndNotifyAsync();

        await app.PressAsync(AcknowledgeAction.Id);
        (await PageVisit.ToAsync(app)).Section("Open problems").ShouldContain("OrderPlaced dead-letters in hand");
        await app.PressAsync(MuteAction.Id, value: "3600");
        (await PageVisit.ToAsync(app)).Section("Open problems").ShouldContain("OrderPlaced dead-letters muted");
    }

    [Fact]
    public async Task Tells_what_a_route_delivered_and_that_it_is_paused()
    {
        await using var scenario = await ForwardScenario.StartAsync();
        await using var app = await scenario.AppAsync();
        scenario.Seed(groups: 3, each: 2);
        await app.ForwardAsync();
        (await PageVisit.ToAsync(app)).Section("Webhook routes").ShouldMatch(
            @"^all webhooks are delivered .* Orders delivered 0 6 .+ 6 – none \[delivered by hour, oldest first: 0 for 23 hours, 6\] total 6 none$");

        await app.CommandAsync("pause Orders");

        var page = await PageVisit.ToAsync(app);
        page.Says.ShouldContain("1 webhook route needs a look");
        page.Section("Webhook routes").ShouldContain($"Orders paused by {Stack.Operator}");
    }

    [Fact]
    public async Task Tells_the_errors_of_a_log_group_by_hour()
    {
        await using var logs = await LogScenario.StartAsync();
        logs.Put("ERROR the first");
        logs.Put("ERROR something else broke");
        await logs.ScanAsync(TimeSpan.FromMinutes(1));
        logs.Stack.Time.Advance(TimeSpan.FromHours(2));
        logs.Put("ERROR the first");
        await logs.ScanAsync(TimeSpan.FromMinutes(1));
        await logs.ScanAsync(TimeSpan.FromMinutes(1));

        (await PageVisit.ToAsync(logs.App)).Section("Log groups").ShouldMatch(
            @"^3 errors in 24 hours .* /aws/lambda/orders read up to .* ago 2 3 \[errors by hour, oldest first: 0 for 2\d hours, 2, 0( for 2 hours)?, 1\] max 2$");
    }

    [Fact]
    public async Task Tells_how_heartbeats_stood_over_the_day()
    {
        await using var scenario = await HeartbeatScenario.StartAsync();
        scenario.Keep("web-1", "web-2");
        await scenario.MinutesAsync(70);
        scenario.Stop("web-2");
        await scenario.MinutesAsync(60);

        var section = (await PageVisit.ToAsync(scenario.App)).Section("Heartbeats");

        section.ShouldStartWith("1 heartbeat is in trouble");
        section.ShouldMatch(@"web-2 silent .* ago .* ago .*\[by hour, oldest first: unknown for 2[12] hours, fine[^\]]*, in trouble[^\]]*\] web-1 fine .*\[by hour, oldest first: unknown for 2[12] hours, fine for [23] hours\]$");
    }

    [Fact]
    public async Task Tells_of_a_run_that_is_not_recorded_yet()
    {
        await using var watched = await WatchedApp.StartAsync();
        await watched.RunAllAsync();
        watched.Stack.Time.Advance(TimeSpan.FromSeconds(41));
        var writes = watched.Gate.Calls.Count(static c => c == "Write runs/RunJobs");

        await watched.RunAsync("RunJobs");

        watched.Gate.Calls.Count(static c => c == "Write runs/RunJobs").ShouldBe(writes);
        (await PageVisit.ToAsync(watched.App)).Section("Functions").ShouldMatch(@"CollectDeadLetters fresh \S+ \* \* \* \* \* 4\d s ago .* RunJobs fresh \S+ \* \* \* \* \* 0 s ago");
        await using var elsewhere = await watched.StartOneAsync();
        (await PageVisit.ToAsync(elsewhere)).Section("Functions").ShouldMatch(@"RunJobs fresh \S+ \* \* \* \* \* 4\d s ago");
    }

    [Fact]
    public async Task What_comes_from_outside_is_redacted_and_escaped()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed("""{"type":"<script>alert(1)</script>\" onload=x password=hunter2"}""", """{"type":"javascript:alert(2)"}""");
        await app.CollectAndNotifyAsync();

        var page = await PageVisit.ToAsync(app, "/api/status?code=%22%3E%3Cscript%3Ealert(3)%3C/script%3E");

        page.Html.ShouldNotContain("<script", Case.Insensitive);
        page.Html.ShouldContain("&lt;script&gt;alert(1)");
        page.Html.ShouldNotContain("hunter2");
        page.Links.ShouldAllBe(static link => !link.StartsWith("javascript", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Runs_no_script_loads_nothing_and_tells_nobody_where_its_reader_was()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);

        var page = await PageVisit.ToAsync(app);

        var style = page.Html.Split("<style>")[1].Split("</style>")[0];
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        page.Headers["Content-Security-Policy"].ShouldBe($"default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        page.Headers["Content-Type"].ShouldBe("text/html; charset=utf-8");
        page.Headers["Referrer-Policy"].ShouldBe("no-referrer");
        page.Headers["X-Content-Type-Options"].ShouldBe("nosniff");
        page.Headers["Cache-Control"].ShouldBe("no-store");
        page.Html.ShouldNotContain(" style=");
    }

    [Fact]
    public async Task The_key_goes_with_links_of_the_page_and_with_no_others()
    {
        await using var stack = await Stack.StartAsync();
        await using var app = await AppInstance.StartAsync(stack);
        stack.Seed("""{"type":"OrderPlaced"}""");
        await app.CollectAndNotifyAsync();

        var links = (await PageVisit.ToAsync(app, "/api/status?code=a%2Bkey%3D%3D")).Links;

        links.Where(static l => l.StartsWith("status", StringComparison.Ordinal)).ShouldAllBe(static l => l.EndsWith("?code=a%2Bkey%3D%3D", StringComparison.Ordinal));
        links.Where(static l => l.StartsWith("http", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldNotContain("key");
        stack.OnlyShown.Says().ShouldNotContain("code=");
    }

    [Fact]
    public async Task Asks_nothing_of_AWS()
    {
        await using var scenario = await ForwardScenario.StartAsync();
        await using var app = await scenario.AppAsync();
        scenario.Seed(groups: 1, each: 1);
        await app.ForwardAsync();
        var before = scenario.Stack.Sqs.Calls.All.Sum(static c => c.Count);

        (await PageVisit.ToAsync(app)).Status.ShouldBe(HttpStatusCode.OK);

        scenario.Stack.Sqs.Calls.All.Sum(static c => c.Count).ShouldBe(before);
    }

    [Fact]
    public async Task Without_its_store_it_says_so()
    {
        await using var watched = await WatchedApp.StartAsync();
        watched.Gate.Fails = static _ => true;

        foreach (var address in new[] { "/api/status", "/api/status/dead-letters/q/k/1767614400000-id" })
        {
            var page = await PageVisit.ToAsync(watched.App, address);

            page.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
            page.Says.ShouldStartWith("The document store does not answer");
            page.Html.ShouldNotContain("IOException");
            page.Headers["Content-Security-Policy"].ShouldStartWith("default-src 'none'");
        }
    }
}
