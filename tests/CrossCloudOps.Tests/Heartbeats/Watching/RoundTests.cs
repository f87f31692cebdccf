using System.Text;
using CrossCloudOps.Emulators;
using CrossCloudOps.Emulators.S3;
using CrossCloudOps.Heartbeats.Probing;
using CrossCloudOps.Heartbeats.Watching;
using CrossCloudOps.Tests.Drivers;
using CrossCloudOps.Tests.Heartbeats.Probing;
using Microsoft.AspNetCore.Http;

namespace CrossCloudOps.Tests.Heartbeats.Watching;

public class RoundTests
{
    [Fact]
    public async Task Checks_a_pulse_and_writes_its_echo_under_the_same_name()
    {
        await using var scenario = await HeartbeatScenario.StartAsync();
        scenario.Pulse("eu/web-1", scenario.UrlOf("web-1.example"));

        await scenario.RoundAsync();

        scenario.Bucket.Read("echo/eu/web-1.json")!.Text.ShouldBe("ok");
        scenario.Target.Asked.ShouldBe(["web-1.example"]);
    }

    [Fact]
    public async Task Checks_each_pulse_once_and_again_when_it_comes_again()
    {
        await using var scenario = await HeartbeatScenario.StartAsync();
        scenario.Keep("web-1");

        await scenario.MinutesAsync(25);

        scenario.Target.Asked.Count.ShouldBe(3);
        scenario.Told.ShouldBeEmpty();
    }

    [Fact]
    public async Task Reads_a_pulse_file_again_only_when_it_is_another_one()
    {
        await using var scenario = await HeartbeatScenario.StartAsync();
        scenario.Keep("web-1");

        await scenario.MinutesAsync(25);

        scenario.Stack.S3.Calls.Count("GetObject").ShouldBe(1);
    }

    [Fact]
    public async Task Watches_more_pulses_than_one_page_and_names_with_odd_characters()
    {
        await using var scenario = await HeartbeatScenario.StartAsync();
        var url = scenario.UrlOf("web.example");
        string[] odd = ["a b", "a+b", "100%", "ümlaut/ß", "<&>", "quote\"'", "tab\tin", "%41", "eu/deep/er/web"];
        foreach (var name in odd.Concat(Enumerable.Range(0, 1001).Select(static n => $"host-{n}")))
        {
            scenario.Pulse(name, url);
        }

        scenario.Bucket.Seed("pulse/", "");
        scenario.Bucket.Seed("pulse/no-ending", "{}");
        await scenario.RoundAsync();

        scenario.Bucket.Keys.Count(static k => k.StartsWith("echo/", StringComparison.Ordinal)).ShouldBe(1001 + odd.Length);
        odd.ShouldAllBe(name => scenario.Bucket.Read($"echo/{name}.json") != null);
        (await scenario.StateAsync()).OtherObjects.ShouldBe(1);
    }

    [Fact]
    public async Task Lets_nobody_in_trouble_keep_the_others_waiting()
    {
        await using var scenario = await HeartbeatScenario.StartAsync();
        scenario.Bucket.Seed("pulse/broken.json", "{");
        scenario.Pulse("refused", "http://127.0.0.1:1/");
        scenario.Pulse("metadata", "http://169.254.169.254/latest/meta-data/");
        scenario.Unresolve("unknown");
        scenario.Pulse("unknown");
        scenario.Pulse("well");

        await scenario.RoundAsync();

        scenario.Bucket.Keys.Where(static k => k.StartsWith("echo/", StringComparison.Ordinal)).ShouldBe(["echo/well.json"]);
        var failures = (await scenario.StateAsync()).Pulses;
        failures["metadata"].Failure!.Text.ShouldContain("link-local");
        failures["broken"].Faults!.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Bounds_targets_that_drip_never_end_loop_or_say_nothing_and_finishes_the_others_meanwhile()
    {
        await using var scenario = await HeartbeatScenario.StartAsync();
        scenario.Target.Answer("drip.example", static http => WriteUntilAsync(http, "x", Timeout.InfiniteTimeSpan));
        scenario.Target.Answer("endless.example", static http => WriteUntilAsync(http, new string('x', 65_536), TimeSpan.Zero));
        scenario.Target.Answer("silent.example", static http => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted));
        var redirects = 0;
        scenario.Target.Answer("loop.example", http =>
        {
            Interlocked.Increment(ref redirects);
            http.Response.Redirect("/again");
            return Task.CompletedTask;
        });
        string[] hostile = ["drip", "endless", "silent", "loop"];
        foreach (var name in hostile.SelectMany(static h => Enumerable.Range(0, 20).Select(n => $"{h}/{n}")))
        {
            scenario.Pulse(name, scenario.UrlOf($"{name.Split('/')[0]}.example"), """ "redirects": 5 """);
        }

        var well = Enumerable.Range(0, 40).Select(static n => $"well-{n}").ToList();
        well.ForEach(name => scenario.Pulse(name));

        var round = scenario.RoundAsync();
        await EventuallyAsync(() => well.TrueForAll(name => scenario.Bucket.Read($"echo/{name}.json") is not null));
        // Not all of the twenty: connecting has a limit on the machine's own clock, which one of them may reach on a busy machine.
        await EventuallyAsync(() => Volatile.Read(ref redirects) >= 15 * 6);
        round.IsCompleted.ShouldBeFalse();
        await scenario.Stack.Time.RunAsync(round);
        redirects.ShouldBeLessThanOrEqualTo(20 * 6);

        var pulses = (await scenario.StateAsync()).Pulses;
        pulses["drip/0"].Failure!.Text.ShouldContain("the body was not through within 10 s");
        pulses["endless/0"].Failure!.Cause.ShouldBe(CheckCause.TooLarge);
        pulses["silent/0"].Failure!.Text.ShouldContain("no answer within 10 s");
        Enumerable.Range(0, 20).Count(n => pulses[$"loop/{n}"].Failure!.Cause == CheckCause.Redirect).ShouldBeGreaterThanOrEqualTo(15);
        hostile.ShouldAllBe(h => Enumerable.Range(0, 20).All(n => pulses[$"{h}/{n}"].Failure != null));
    }

    [Fact]
    public async Task Writes_an_echo_again_that_could_not_be_written()
    {
        await using var scenario = await HeartbeatScenario.StartAsync();
        scenario.Pulse("web-1");
        scenario.Stack.S3.Faults.Add(new Fault(FaultKind.Answer) { Operation = "PutObject", Status = 403, Code = "AccessDenied" });
        await scenario.MinutesAsync(2);
        scenario.Told.ShouldHaveSingleItem().ShouldContain("Cannot write echoes to bucket pulses");

        scenario.Stack.S3.Faults.Clear();
        await scenario.MinutesAsync(2);

        scenario.Bucket.Read("echo/web-1.json").ShouldNotBeNull();
        scenario.Told.ShouldHaveSingleItem().ShouldContain("resolved");
    }

    [Fact]
    public async Task Forgets_the_certificate_of_a_server_that_the_pulse_does_not_name_any_more()
    {
        await using var scenario = await HeartbeatScenario.StartAsync();
        using var certificate = TestCertificates.SelfSigned("web-1.example", TestCertificates.Now.AddDays(30));
        await using var server = new ScriptedServer(ScriptedServer.Ok("ok"), certificate);
        scenario.Pulse("web-1", server.At("web-1.example").ToString());
        await scenario.RoundAsync();
        (await scenario.StateAsync()).Pulses["web-1"].CertificateExpiresAt.ShouldBe(TestCertificates.Now.AddDays(30));

        scenario.Pulse("web-1", "https://127.0.0.1:1/");
        await scenario.RoundAsync();

        (await scenario.StateAsync()).Pulses["web-1"].CertificateExpiresAt.ShouldBeNull();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{ no state of ours")]
    public async Task Tells_the_end_of_what_was_told_although_its_state_was_lost(string? left)
    {
        await using var scenario = await HeartbeatScenario.StartAsync();
        scenario.Keep("web-1");
        await scenario.MinutesAsync(1);
        scenario.Stop("web-1");
        await scenario.MinutesAsync(17);
        scenario.Told.ShouldHaveSingleItem().ShouldContain("web-1 does not pulse any more");

        await scenario.App.Store.DeleteAsync(HeartbeatState.Document, etag: null, default);
        if (left is not null)
        {
            await scenario.App.Store.WriteAsync(HeartbeatState.Document, Encoding.UTF8.GetBytes(left), default);
        }

        scenario.Keep("web-1");
        await scenario.MinutesAsync(12);

        scenario.Told[0].ShouldContain("web-1 is back");
    }

    [Fact]
    public async Task Takes_the_echo_of_others_for_an_answer()
    {
        await using var scenario = await HeartbeatScenario.StartAsync();
        scenario.Pulse("web-1");
        scenario.Target.Answer("web-1.example", 500);

        for (var minute = 0; minute < 40; minute++)
        {
            scenario.Pulse("web-1");
            scenario.Bucket.Seed(new SeedObject("echo/web-1.json", "ok"));
            await scenario.MinutesAsync(1);
        }

        scenario.Told.ShouldBeEmpty();
    }

    private static async Task WriteUntilAsync(HttpContext http, string text, TimeSpan pause)
    {
        while (!http.RequestAborted.IsCancellationRequested)
        {
            await http.Response.WriteAsync(text, http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
            await Task.Delay(pause, TimeProvider.System, http.RequestAborted);
        }
    }

    private static async Task EventuallyAsync(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1), TimeProvider.System);
        while (!holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, limit.Token);
        }
    }
}
