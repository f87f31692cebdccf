using CrossCloudOps.Heartbeats.Probing;
using CrossCloudOps.Heartbeats.Telling;
using CrossCloudOps.Heartbeats.Watching;
using CrossCloudOps.Problems;
using CrossCloudOps.Slack.Blocks;
using CrossCloudOps.Tests.Drivers;

namespace CrossCloudOps.Tests.Heartbeats.Telling;

/// <summary>What an operator reads at three in the morning, in whole.</summary>
public sealed class HeartbeatMessageTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 3, 40, 5, TimeSpan.Zero);
    private static readonly HeartbeatMessage Words = new(Wording.Text);

    private static readonly TroubledPulse Failing = new("web-1", Standing.EchoTooOld, Now.AddMinutes(-16))
    {
        Url = "https://shop.example/health?…",
        Owner = "U0OLIVIA",
        PulsedAt = Now.AddMinutes(-6),
        AnsweredAt = Now.AddMinutes(-26),
        Limit = TimeSpan.FromMinutes(15),
        Every = TimeSpan.FromMinutes(10),
        Failure = new CheckFailure(CheckCause.Body, "another body") { Expected = "ok", Got = "<h1>Down for maintenance</h1> password=hunter2hunter2" },
    };

    private static readonly TroubledPulse Silent = Failing with { Name = "eu/web-2", Standing = Standing.PulseTooOld, Since = Now.AddHours(-2), PulsedAt = Now.AddHours(-2), Failure = null, Owner = "S0ONCALL" };

    [Theory]
    [InlineData("heartbeat.body.json")]
    [InlineData("heartbeat.silent.json")]
    [InlineData("heartbeat.never.json")]
    [InlineData("heartbeat.unreadable.json")]
    [InlineData("heartbeat.many.json")]
    [InlineData("heartbeat.partly-back.json")]
    [InlineData("heartbeat.back.json")]
    [InlineData("heartbeat.retired.json")]
    [InlineData("heartbeat.network.json")]
    [InlineData("heartbeat.network-back.json")]
    [InlineData("heartbeat.resolver.json")]
    [InlineData("heartbeat.behind.json")]
    [InlineData("heartbeat.none.json")]
    [InlineData("heartbeat.certificate.json")]
    public void Each_form_reads_as_it_was_approved(string file)
    {
        var trouble = Case(file);
        var problem = new Problem { Kind = "heartbeat", Key = "heartbeat/host/shop%2Eexample", Title = TroubleWords.Title(trouble), OpenedAt = Now.AddMinutes(-11), LastSeenAt = Now, Count = trouble.Count, Sample = trouble.ToJson() };

        SlackApproved.ShouldBe(file, Words.Of(trouble.EndedAt is null ? problem : problem.Resolved(Now), Now));
    }

    [Fact]
    public void Many_heartbeats_with_long_answers_stay_within_what_Slack_takes()
    {
        var long1 = Failing with { Failure = new CheckFailure(CheckCause.Body, new string('&', 3000)) { Expected = new string('<', 2000), Got = new string('>', 2000) } };
        var one = Of(TroubleCause.Host, long1);
        var many = Of(TroubleCause.Host, [.. Enumerable.Range(0, 50).Select(n => long1 with { Name = $"{new string('n', 300)}{n}" })]) with { Count = 900 };

        foreach (var trouble in new[] { one, many })
        {
            var problem = new Problem { Kind = "heartbeat", Key = "heartbeat/host/x", Title = TroubleWords.Title(trouble), OpenedAt = Now, LastSeenAt = Now, Sample = trouble.ToJson() };
            var message = Words.Of(problem, Now);

            message.IsWithinLimit().ShouldBeTrue();
            message.Blocks.OfType<SectionBlock>().ShouldAllBe(static b => b.Text!.Text.Length <= 3000);
        }
    }

    [Fact]
    public void A_problem_of_another_version_of_the_app_still_says_what_it_is_about()
    {
        var problem = new Problem { Kind = "heartbeat", Key = "heartbeat/host/x", Title = "web-1 fails its check", OpenedAt = Now, LastSeenAt = Now, Sample = """{"cause":"Unheard"}""" };

        Words.Of(problem, Now).Text.ShouldBe("web-1 fails its check");
    }

    private static Trouble Case(string file) => file switch
    {
        "heartbeat.body.json" => Of(TroubleCause.Host, Failing),
        "heartbeat.silent.json" => Of(TroubleCause.Host, Silent),
        "heartbeat.never.json" => Of(TroubleCause.Host, Failing with { Standing = Standing.NeverEchoed, AnsweredAt = null, Failure = new CheckFailure(CheckCause.Connection, "no connection to shop.example: the connection was refused") }),
        "heartbeat.unreadable.json" => Of(TroubleCause.Pulse, Failing with { Standing = Standing.Unreadable, Url = null, Owner = null, Failure = null, Faults = ["\"url\" is missing: give the address to check.", "There is no field \"contain\"."] }) with { Subject = "web-1" },
        "heartbeat.many.json" => Of(TroubleCause.Host, Silent, Failing, Failing with { Name = "web-3", Failure = new CheckFailure(CheckCause.Status, "HTTP 503 instead of 2xx") }) with { Count = 12 },
        "heartbeat.partly-back.json" => Of(TroubleCause.Host, Failing, Back(Silent)) with { Count = 1 },
        "heartbeat.back.json" => Of(TroubleCause.Host, Back(Failing), Back(Silent)) with { Count = 0, EndedAt = Now },
        "heartbeat.retired.json" => Of(TroubleCause.Host, Back(Silent) with { Retired = true }) with { Count = 0, EndedAt = Now },
        "heartbeat.network.json" => Of(TroubleCause.Network, Failing, Silent) with { Subject = "", Asked = "slack.com" },
        "heartbeat.network-back.json" => Of(TroubleCause.Network, Failing, Silent) with { Subject = "", Asked = "slack.com", EndedAt = Now },
        "heartbeat.resolver.json" => Of(TroubleCause.Resolver, Failing with { Failure = new CheckFailure(CheckCause.Resolver, "the resolver did not say within 10 s where shop.example is") }, Failing with { Name = "web-3" }) with { Subject = "" },
        "heartbeat.behind.json" => Of(TroubleCause.Behind, Failing with { Standing = Standing.NotChecked }, Silent) with { Subject = "", Count = 400 },
        "heartbeat.none.json" => Of(TroubleCause.NoPulses) with { Subject = "s3://pulses/pulse/", Since = Now.AddHours(-1) },
        "heartbeat.certificate.json" => Of(TroubleCause.Certificate, new TroubledPulse("web-1", Standing.Waiting, default) { Owner = "U0OLIVIA" }) with { Since = Now.AddDays(9) },
        _ => throw new ArgumentException(file),
    };

    private static Trouble Of(TroubleCause cause, params IReadOnlyList<TroubledPulse> pulses) =>
        new() { Cause = cause, Subject = "shop.example", Since = pulses.Count == 0 ? Now : pulses.Min(static p => p.Since), Count = pulses.Count, Pulses = pulses };

    private static TroubledPulse Back(TroubledPulse pulse) => pulse with { EndedAt = Now.AddMinutes(-1) };
}
