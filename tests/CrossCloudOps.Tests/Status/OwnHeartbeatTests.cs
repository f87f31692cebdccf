using System.Net;
using System.Net.Sockets;
using CrossCloudOps.Emulators;
using CrossCloudOps.Status;
using CrossCloudOps.Storage;
using Microsoft.AspNetCore.Http;

namespace CrossCloudOps.Tests.Status;

/// <summary><c>Problems:ReportTo</c></summary>
public sealed class OwnHeartbeatTests
{
    [Fact]
    public async Task Reports_once_a_minute_while_every_function_ends_well()
    {
        await using var watched = await WatchedApp.StartAsync();

        await watched.RunAllAsync();
        await watched.RunAsync("Notify");
        watched.Pass(0.5);
        await watched.RunAsync("Notify");
        watched.Pass(0.5);
        await watched.RunAsync("Notify");

        watched.Reports.ShouldBe([$"GET /ping/{WatchedApp.Secret}", $"GET /ping/{WatchedApp.Secret}"]);
        watched.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Does_not_report_while_a_function_fails_for_longer_than_its_limit_and_reports_again_when_it_is_mended()
    {
        await using var watched = await WatchedApp.StartAsync();
        await watched.RunAllAsync();
        watched.Gate.Fails = static name => name.StartsWith("bulk/", StringComparison.Ordinal);

        watched.Pass(11);
        await watched.RunAsync("CollectDeadLetters");
        await Should.ThrowAsync<IOException>(watched.RunAsync("RunJobs"));
        await watched.RunAsync("Notify");
        var soon = watched.Reports.Count;
        watched.Pass(2);
        await watched.RunAsync("Notify");
        watched.Pass(2);
        await watched.RunAsync("Notify");
        var late = watched.Reports.Count;
        watched.Gate.Fails = static _ => false;
        watched.Pass(1);
        await watched.RunAllAsync();

        (soon, late, watched.Reports.Count).ShouldBe((2, 2, 3));
        watched.Warnings.ShouldHaveSingleItem().ShouldStartWith("Warning: Nothing is reported to 127.0.0.1: no good run of RunJobs for 13 min");
        watched.Stack.Log.Lines.ShouldContain(static l => l.StartsWith("Information: Reported to 127.0.0.1 again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_one_instance_runs_counts_for_the_other()
    {
        await using var watched = await WatchedApp.StartAsync();
        await using var other = await watched.StartOneAsync();

        await watched.RunAsync("CollectDeadLetters", "Notify");
        var before = watched.Reports.Count;
        await other.RunFunctionAsync("RunJobs");
        watched.Pass(1);
        await watched.RunAsync("Notify");

        before.ShouldBe(0);
        watched.Warnings.ShouldHaveSingleItem().ShouldStartWith("Warning: Nothing is reported to 127.0.0.1: no good run of RunJobs yet");
        watched.Reports.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Functions_that_are_disabled_do_not_hold_it_back()
    {
        await using var watched = await WatchedApp.StartAsync(
            ("AzureWebJobs:RunJobs:Disabled", "1"), ("AzureWebJobs.CollectDeadLetters.Disabled", "false"));

        await watched.RunAsync("Notify");
        watched.Pass(1);
        await watched.RunAsync("CollectDeadLetters", "Notify");

        watched.Reports.Count.ShouldBe(1);
        watched.Warnings.ShouldHaveSingleItem().ShouldStartWith("Warning: Nothing is reported to 127.0.0.1: no good run of CollectDeadLetters yet");
    }

    [Fact]
    public async Task Does_not_report_while_Slack_does_not_take_what_there_is_to_tell()
    {
        await using var watched = await WatchedApp.StartAsync();
        watched.Stack.Slack.Faults.Add(new Fault(FaultKind.Answer) { Status = 200, Code = "invalid_auth" });
        watched.Stack.Seed("one");

        await watched.RunAllAsync();
        watched.Pass(1.1);
        await watched.RunAsync("Notify");
        watched.Pass(1.1);
        await watched.RunAsync("Notify");
        var refused = watched.Reports.Count;
        watched.Stack.Slack.Faults.Clear();
        watched.Pass(5);
        await watched.RunAsync("Notify");

        refused.ShouldBe(0);
        watched.Warnings.Where(static w => w.Contains("reported", StringComparison.Ordinal)).ShouldHaveSingleItem()
            .ShouldStartWith("Warning: Nothing is reported to 127.0.0.1: Slack refuses a message: invalid_auth");
        watched.Reports.Count.ShouldBe(1);
        _ = watched.Stack.OnlyShown;
    }

    [Fact]
    public async Task Leaves_it_to_the_instance_that_is_telling()
    {
        await using var watched = await WatchedApp.StartAsync();
        await using var other = await watched.StartOneAsync();
        watched.Stack.Seed("one");
        await watched.RunAsync(WatchedApp.Others);
        await using var telling = await other.Get<Leases>().TryAcquireAsync("notifier", default);

        await watched.RunAsync("Notify");
        var meanwhile = watched.Reports.Count;
        await telling!.ReleaseAsync(note: null);
        await watched.RunAsync("Notify");

        (meanwhile, watched.Reports.Count).ShouldBe((0, 1));
        watched.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Does_not_report_when_the_notifier_fails()
    {
        await using var watched = await WatchedApp.StartAsync();
        await watched.RunAllAsync();
        watched.Gate.Fails = static name => name.StartsWith("changed/", StringComparison.Ordinal);
        watched.Pass(1);

        await Should.ThrowAsync<IOException>(watched.RunAsync("Notify"));

        watched.Reports.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_store_that_fails_meanwhile_does_not_fail_the_notifier()
    {
        await using var watched = await WatchedApp.StartAsync();
        watched.Gate.Fails = static name => name.StartsWith("runs/", StringComparison.Ordinal);

        await watched.RunAllAsync();

        watched.Reports.ShouldBeEmpty();
        watched.Warnings.Count(static w => w.Contains("could not be recorded", StringComparison.Ordinal)).ShouldBe(3);
        watched.Warnings[^1].ShouldStartWith("Warning: Whether to report to 127.0.0.1 could not be found out");
    }

    [Theory]
    [InlineData(503, "HTTP 503")]
    [InlineData(302, "HTTP 302")]
    public async Task A_report_that_is_not_taken_is_tried_again_and_its_address_is_told_nobody(int status, string fault)
    {
        await using var watched = await WatchedApp.StartAsync();
        watched.Respond = http =>
        {
            http.Response.StatusCode = status;
            http.Response.Headers.Location = "/elsewhere";
        };

        await watched.RunAllAsync();
        var failed = await watched.App.Get<Health>().ReadAsync(default);
        watched.Respond = static http => http.Response.StatusCode = StatusCodes.Status204NoContent;
        watched.Watcher.Answer = "";
        watched.Pass(1);
        await watched.RunAsync("Notify");

        watched.Reports.ShouldAllBe(static r => r == $"GET /ping/{WatchedApp.Secret}");
        watched.Reports.Count.ShouldBe(2);
        failed.ReportTo.ShouldBe(new ReportDetails("127.0.0.1", LastReportedAt: null, fault));
        watched.Warnings.ShouldHaveSingleItem().ShouldStartWith($"Warning: The report to 127.0.0.1 failed ({fault}); it is tried again in a minute");
        watched.Stack.Log.ToString().ShouldNotContain(WatchedApp.Secret);
    }

    [Fact]
    public async Task One_that_takes_no_connection_or_does_not_answer_holds_up_nothing_and_its_address_is_told_nobody()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/{WatchedApp.Secret}";
        await using var watched = await WatchedApp.StartAsync(("Problems:ReportTo", address));

        await watched.RunAllAsync();
        silent.Stop();
        watched.Pass(1);
        await watched.RunAsync("Notify");

        watched.Warnings.Count.ShouldBe(2);
        watched.Warnings[0].ShouldStartWith("Warning: The report to 127.0.0.1 failed (no answer in time)");
        watched.Warnings[1].ShouldStartWith("Warning: The report to 127.0.0.1 failed (no answer (ConnectionError))");
        watched.Stack.Log.ToString().ShouldNotContain(WatchedApp.Secret);
    }

    [Fact]
    public async Task Without_an_address_nothing_is_read_for_it()
    {
        await using var watched = await WatchedApp.StartAsync(("Problems:ReportTo", null));

        await watched.RunAllAsync();

        watched.Gate.Calls.Where(static c => c.Contains("runs/", StringComparison.Ordinal) || c.Contains("own-heartbeat", StringComparison.Ordinal))
            .ShouldBe([.. WatchedApp.Others.Append("Notify").Select(static f => $"Write runs/{f}")]);
    }

    [Fact]
    public async Task While_all_goes_well_the_runs_are_listed_rarely()
    {
        await using var watched = await WatchedApp.StartAsync();

        for (var minute = 0; minute < 30; minute++)
        {
            await watched.RunAsync("RunJobs", "Notify");
            if (minute % 10 == 0)
            {
                await watched.RunAsync("CollectDeadLetters");
            }

            watched.Pass(1);
        }

        watched.Reports.Count.ShouldBe(29);
        watched.Gate.Calls.Count(static c => c == "List runs/").ShouldBeLessThanOrEqualTo(10);
        watched.Gate.Calls.Count(static c => c == "Write runs/Notify").ShouldBe(10);
        watched.Gate.Calls.Count(static c => c == "Write own-heartbeat").ShouldBeLessThanOrEqualTo(11);
    }
}
