using CrossCloudOps.Heartbeats;
using CrossCloudOps.Heartbeats.Probing;
using CrossCloudOps.Heartbeats.Telling;
using CrossCloudOps.Heartbeats.Watching;

namespace CrossCloudOps.Tests.Heartbeats.Telling;

public sealed class TroublePolicyTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_certificate_that_expires_soon_is_told_once_for_its_server()
    {
        var one = Fine("https://shop.example/health") with { CertificateExpiresAt = Now.AddDays(9) };

        var found = Find(("shop", one), ("cart", one), ("other", one with { CertificateExpiresAt = Now.AddDays(15) }));

        var trouble = found.ShouldHaveSingleItem();
        trouble.Key.ShouldBe("heartbeat/certificate/shop%2Eexample");
        (trouble.Value.Count, trouble.Value.Since).ShouldBe((2, Now.AddDays(9)));
    }

    [Theory]
    [InlineData(30, 20, true)]
    [InlineData(0, 1, false)]
    public void A_pulse_says_itself_how_long_before(int warning, int expiresIn, bool isTold)
    {
        var pulse = Fine("https://shop.example/") with { CertificateExpiresAt = Now.AddDays(expiresIn) };
        pulse = pulse with { Pulse = pulse.Pulse! with { TlsWarning = TimeSpan.FromDays(warning) } };

        Find(("shop", pulse)).Count.ShouldBe(isTold ? 1 : 0);
    }

    [Fact]
    public void A_certificate_that_is_renewed_for_too_short_is_told_with_its_new_end()
    {
        Trouble Of(int days) => Find(("shop", Fine("https://shop.example/") with { CertificateExpiresAt = Now.AddDays(days) })).Single().Value;

        TroubleEnd.Join(Of(3), Of(9), Look()).Since.ShouldBe(Now.AddDays(9));
    }

    [Fact]
    public void Heartbeats_of_one_host_are_told_apart_only_by_their_channels()
    {
        var one = Bad("https://shop.example/a");
        var elsewhere = one with { Pulse = one.Pulse! with { Channel = "C0SHOP" } };

        var found = Find(("a", one), ("b", Bad("https://SHOP.example:8443/b")), ("c", elsewhere));

        found.Keys.Order(StringComparer.Ordinal).ShouldBe(["heartbeat/host/shop%2Eexample", "heartbeat/host/shop%2Eexample%20C0SHOP"]);
        found["heartbeat/host/shop%2Eexample"].Count.ShouldBe(2);
        found["heartbeat/host/shop%2Eexample%20C0SHOP"].Channel.ShouldBe("C0SHOP");
    }

    [Fact]
    public void Those_that_wait_for_a_check_are_one_trouble_of_ours_and_none_while_we_see_nothing()
    {
        var waiting = Bad("https://shop.example/") with { Standing = Standing.NotChecked, Failure = null, DueSince = Now.AddMinutes(-10) };
        var look = Look(("a", waiting), ("b", waiting with { Pulse = Fine("https://cart.example/").Pulse }));

        Find(look).ShouldHaveSingleItem().Value.ShouldSatisfyAllConditions(static t => t.Cause.ShouldBe(TroubleCause.Behind), static t => t.Count.ShouldBe(2));
        Find(look with { AskedInVain = "slack.com", State = look.State with { BlindSince = Now.AddMinutes(-10) } }).ShouldHaveSingleItem().Value.Cause.ShouldBe(TroubleCause.Network);
    }

    [Fact]
    public void A_breath_without_network_is_no_outage()
    {
        var look = Look(("a", Fine("https://shop.example/"))) with { AskedInVain = "slack.com" };

        Find(look with { State = look.State with { BlindSince = Now.AddMinutes(-1) } }).ShouldBeEmpty();
        Find(look with { State = look.State with { BlindSince = Now.AddMinutes(-2) } }).ShouldHaveSingleItem();
    }

    [Fact]
    public void What_differs_from_answer_to_answer_is_no_news_and_another_reason_is()
    {
        Trouble Of(CheckFailure failure) => Find(("a", Bad("https://shop.example/") with { Failure = failure })).Single().Value;

        var digest = Of(new CheckFailure(CheckCause.Body, "another body") { Got = "it is 12:00:00" }).Digest();

        Of(new CheckFailure(CheckCause.Body, "another body") { Got = "it is 12:01:00" }).Digest().ShouldBe(digest);
        Of(new CheckFailure(CheckCause.Status, "HTTP 500 instead of 2xx")).Digest().ShouldNotBe(digest);
    }

    [Theory]
    [InlineData(10, 10, 0)]
    [InlineData(10, 26, 2)]
    [InlineData(10, 61, 5)]
    [InlineData(60, 61, 0)]
    public void Beats_between_the_last_good_one_and_the_next_are_missed(int every, int minutes, int missed)
    {
        var pulse = new TroubledPulse("a", Standing.EchoTooOld, Now) { AnsweredAt = Now, Every = TimeSpan.FromMinutes(every), EndedAt = Now.AddMinutes(minutes) };

        TroubleEnd.MissedBeats(pulse).ShouldBe(missed);
    }

    [Fact]
    public void All_beats_of_one_that_never_echoed_were_missed() =>
        TroubleEnd.MissedBeats(new TroubledPulse("a", Standing.NeverEchoed, Now) { Every = TimeSpan.FromMinutes(10), EndedAt = Now.AddMinutes(31) }).ShouldBe(3);

    private static IReadOnlyDictionary<string, Trouble> Find(Look look) => new TroublePolicy(new HeartbeatsOptions()).Find(look);

    private static IReadOnlyDictionary<string, Trouble> Find(params (string Name, PulseState State)[] pulses) => Find(Look(pulses));

    private static Look Look(params (string Name, PulseState State)[] pulses) =>
        new(new HeartbeatState { Pulses = pulses.ToDictionary(static p => p.Name, static p => p.State) }, Now, "s3://pulses/pulse/");

    private static PulseState Fine(string url) => new() { ETag = "\"1\"", PulsedAt = Now.AddMinutes(-1), FirstSeenAt = Now.AddDays(-1), GoodAt = Now, Standing = Standing.Fine, Pulse = new Pulse { Url = new Uri(url) } };

    private static PulseState Bad(string url) =>
        Fine(url) with { Standing = Standing.EchoTooOld, BadLooks = 1, GoodAt = Now.AddMinutes(-20), FailingSince = Now.AddMinutes(-10), Failure = new CheckFailure(CheckCause.Status, "HTTP 503 instead of 2xx") };
}
