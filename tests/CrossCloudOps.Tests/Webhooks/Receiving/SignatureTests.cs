using System.Text;
using CrossCloudOps.Webhooks;
using CrossCloudOps.Webhooks.Receiving.Signatures;

namespace CrossCloudOps.Tests.Webhooks.Receiving;

/// <summary>Each scheme against what its senders publish.</summary>
public sealed class SignatureTests
{
    private const string OtherSecret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwd";

    public static TheoryData<string> Cases => [.. SignatureCases.All.Keys];

    public static TheoryData<string> TimedCases => [.. SignatureCases.All.Where(static c => c.Value.Now > 0).Select(static c => c.Key)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_was_published_is_valid(string name) => SignatureCases.All[name].Check().ShouldBeNull();

    [Theory]
    [MemberData(nameof(Cases))]
    public void One_bit_of_the_body_anywhere_makes_it_another(string name)
    {
        var published = SignatureCases.All[name];
        var body = Encoding.UTF8.GetBytes(published.Body);

        for (var at = 0; at < body.Length; at++)
        {
            var tampered = body.ToArray();
            tampered[at] ^= 1;
            published.Check(body: tampered).ShouldBe(SignatureFault.Mismatch, $"byte {at}");
        }

        published.Check(body: [.. body, 0]).ShouldBe(SignatureFault.Mismatch);
        published.Check(body: body[..^1]).ShouldBe(SignatureFault.Mismatch);
        published.Check(body: []).ShouldBe(SignatureFault.Mismatch);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_secret_is_replaced_without_a_gap_by_naming_both(string name)
    {
        var published = SignatureCases.All[name];
        var secret = published.Options.Secrets[0];

        published.Check(published.With(OtherSecret, secret)).ShouldBeNull();
        published.Check(published.With(secret, OtherSecret)).ShouldBeNull();
        published.Check(published.With(OtherSecret)).ShouldBe(SignatureFault.Mismatch);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_signature_that_is_missing_twice_there_or_malformed_is_refused(string name)
    {
        var published = SignatureCases.All[name];
        var (header, good) = published.Headers[^1];

        published.Check(changed: (header, null)).ShouldBe(SignatureFault.Missing(published.Header));
        published.Check(changed: (header, "")).ShouldBe(SignatureFault.Missing(published.Header));
        foreach (var bad in new[] { " ", ",", "=", good[..^1], good + "x", "x" + good, good + "," + good, new string('v', 20_000), "v1,", "t=,v1=", "é", "\0", good.Replace('=', ':') })
        {
            published.Check(changed: (header, bad)).ShouldNotBeNull(bad);
        }

        var twice = published.Request() with { Headers = new([.. published.Headers, published.Headers[^1]]) };
        WebhookSignatures.Of(published.Options).Check(twice, DateTimeOffset.FromUnixTimeSeconds(published.Now)).ShouldNotBeNull().Code.ShouldBe("signature_malformed");
    }

    [Theory]
    [MemberData(nameof(TimedCases))]
    public void The_time_may_be_off_by_the_tolerance_to_either_side_and_no_more(string name)
    {
        var published = SignatureCases.All[name];

        foreach (var seconds in new[] { -300, 0, 300 })
        {
            published.Check(later: TimeSpan.FromSeconds(seconds)).ShouldBeNull();
        }

        foreach (var seconds in new[] { -301, 301, 1_000_000_000 })
        {
            published.Check(later: TimeSpan.FromSeconds(seconds)).ShouldNotBeNull().Code.ShouldBe("signature_time");
        }

        var strict = published.With([.. published.Options.Secrets]);
        strict.Tolerance = TimeSpan.FromSeconds(10);
        published.Check(strict, later: TimeSpan.FromSeconds(10)).ShouldBeNull();
        published.Check(strict, later: TimeSpan.FromSeconds(11)).ShouldNotBeNull().Message.ShouldEndWith("is more than 10 seconds away from now.");
    }

    [Theory]
    [InlineData("Slack", "X-Slack-Request-Timestamp")]
    [InlineData("StandardWebhooks", "webhook-timestamp")]
    [InlineData("StandardWebhooks v1a", "webhook-timestamp")]
    [InlineData("Svix", "svix-timestamp")]
    public void A_time_that_is_none_is_refused(string name, string header)
    {
        var published = SignatureCases.All[name];

        published.Check(changed: (header, null)).ShouldBe(SignatureFault.Missing(header));
        foreach (var time in new[] { " ", "soon", "-1614265330", "+1614265330", "1614265330.0", "1e9", "0x60", "１６１４２６５３３０", "99999999999999999999999999", "9223372036854775807", $"0{published.Now}", new string('1', 20_000) })
        {
            published.Check(changed: (header, time)).ShouldNotBeNull(time);
        }
    }

    [Fact]
    public void Stripe_signs_with_both_secrets_while_one_is_replaced_and_one_that_fits_is_enough()
    {
        var published = SignatureCases.All["Stripe"];
        var good = published.Headers[0].Value;
        var other = $"v1={new string('0', 64)}";

        published.Check(changed: ("Stripe-Signature", $"{good},{other}")).ShouldBeNull();
        published.Check(changed: ("Stripe-Signature", $"{good},v0=63f3a72374a733066c4be69ed7f8e5ac85c22c9f0a6a612ab9a025a9e4ee7eef")).ShouldBeNull();
        published.Check(changed: ("Stripe-Signature", $"{other},scheme=unknown,{good}")).ShouldBeNull();
        published.Check(changed: ("Stripe-Signature", good.Replace("v1=", "v0=", StringComparison.Ordinal))).ShouldNotBeNull().Code.ShouldBe("signature_malformed");
        published.Check(changed: ("Stripe-Signature", $"t=1533204621,{good}")).ShouldNotBeNull().Code.ShouldBe("signature_malformed");
        published.Check(changed: ("Stripe-Signature", $"{good}{string.Concat(Enumerable.Repeat($",{other}", 10))}")).ShouldNotBeNull().Code.ShouldBe("signature_malformed");
    }

    [Fact]
    public void Of_a_list_of_signatures_one_that_fits_is_enough()
    {
        var published = SignatureCases.All["StandardWebhooks"];
        const string other = "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=";

        foreach (var list in new[] { $"{other} v2,abc {SignatureCases.WebhookSignature} {other}", $"v1 v1, {SignatureCases.WebhookSignature}", $"{SignatureCases.AsymmetricSignature} {SignatureCases.WebhookSignature}" })
        {
            published.Check(changed: ("webhook-signature", list)).ShouldBeNull(list);
        }

        published.Check(changed: ("webhook-signature", $"{other} v2,{SignatureCases.WebhookSignature[3..]}")).ShouldBe(SignatureFault.Mismatch);
        published.Check(changed: ("webhook-signature", $"v1a,{SignatureCases.WebhookSignature[3..]}")).ShouldNotBeNull().Code.ShouldBe("signature_malformed");
    }

    [Fact]
    public void A_public_key_and_a_shared_secret_each_check_their_own_kind()
    {
        var published = SignatureCases.All["StandardWebhooks"];
        var both = published.With(published.Options.Secrets[0], SignatureCases.Rfc8032PublicKey);

        published.Check(both).ShouldBeNull();
        published.Check(both, changed: ("webhook-signature", SignatureCases.AsymmetricSignature)).ShouldBeNull();
        published.Check(changed: ("webhook-signature", SignatureCases.AsymmetricSignature)).ShouldBe(SignatureFault.Mismatch);
        published.Check(published.With(SignatureCases.Rfc8032PublicKey)).ShouldBe(SignatureFault.Mismatch);
    }

    [Fact]
    public void The_id_is_signed_and_has_no_dot_that_could_move_the_border_to_the_time()
    {
        var published = SignatureCases.All["StandardWebhooks"];

        published.Check(changed: ("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJel")).ShouldBe(SignatureFault.Mismatch);
        published.Check(changed: ("webhook-id", "msg.1")).ShouldBe(SignatureFault.Malformed("webhook-id", "an id without dots"));
        published.Check(changed: ("webhook-id", null)).ShouldBe(SignatureFault.Missing("webhook-id"));
    }

    [Theory]
    [InlineData("Bearer the-secret-of-the-sender", null)]
    [InlineData("bearer the-secret-of-the-sender", null)]
    [InlineData("Bearer the-secret-of-the-sende", "secret_mismatch")]
    [InlineData("Bearer the-secret-of-the-sender2", "secret_mismatch")]
    [InlineData("Bearer The-secret-of-the-sender", "secret_mismatch")]
    [InlineData("Bearer  the-secret-of-the-sender", "secret_mismatch")]
    [InlineData("Bearer the-secret-of-the-sender, Bearer the-secret-of-the-sender", "secret_mismatch")]
    [InlineData("Bearer ", "secret_mismatch")]
    [InlineData("Bearer", "signature_malformed")]
    [InlineData("Basic the-secret-of-the-sender", "signature_malformed")]
    [InlineData("the-secret-of-the-sender", "signature_malformed")]
    [InlineData("", "signature_missing")]
    [InlineData(null, "signature_missing")]
    public void A_bearer_says_the_secret_whole_and_learns_nothing_else(string? authorization, string? fault)
    {
        var bearer = new SignatureCase(SignatureCases.Options(SignatureScheme.Bearer, "the-secret-of-the-sender"), "", 0, "Authorization");

        bearer.Check(changed: ("authorization", authorization))?.Code.ShouldBe(fault);
        (bearer.Check(changed: ("authorization", authorization)) is null).ShouldBe(fault is null);
        bearer.Check(bearer.With("some-other-secret-of-it", "the-secret-of-the-sender"), changed: ("authorization", authorization))?.Code.ShouldBe(fault);
    }

    [Fact]
    public void A_secret_may_stand_in_any_header_after_any_prefix()
    {
        var plain = new SignatureCase(SignatureCases.Options(SignatureScheme.Header, "the-secret-of-the-sender", static o => o.Header = "X-Token"), "", 0, "X-Token");
        var prefixed = plain with { Options = SignatureCases.Options(SignatureScheme.Header, "the-secret-of-the-sender", static o => (o.Header, o.Prefix) = ("X-Token", "Token ")) };

        plain.Check(changed: ("x-token", "the-secret-of-the-sender")).ShouldBeNull();
        plain.Check(changed: ("x-token", "the-secret-of-the-sendeR")).ShouldBe(SignatureFault.WrongSecret);
        prefixed.Check(changed: ("x-token", "Token the-secret-of-the-sender")).ShouldBeNull();
        prefixed.Check(changed: ("x-token", "the-secret-of-the-sender")).ShouldBe(SignatureFault.Malformed("X-Token", "Token and the secret"));
    }

    [Fact]
    public void Without_a_scheme_anybody_is_the_sender() =>
        new SignatureCase(new SignatureOptions { Scheme = SignatureScheme.None }, "anything", 0, "").Check().ShouldBeNull();
}
