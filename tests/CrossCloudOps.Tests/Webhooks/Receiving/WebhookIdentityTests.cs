using System.Globalization;
using System.Text;
using CrossCloudOps.Webhooks;
using CrossCloudOps.Webhooks.Receiving;
using CrossCloudOps.Webhooks.Receiving.Signatures;

namespace CrossCloudOps.Tests.Webhooks.Receiving;

public sealed class WebhookIdentityTests
{
    private static readonly WebhookRoute Route = new()
    {
        Key = "Shop",
        Path = "shop",
        QueueUrl = "https://sqs.eu-central-1.amazonaws.com/123456789012/shop.fifo",
        Signature = new SignatureOptions { Scheme = SignatureScheme.None },
        GroupBy = new RequestValue.Path(),
        KeepHeaders = [],
        MaxBodyBytes = 1000,
        RateLimit = 0,
        MaxConcurrency = 1,
        Timeout = TimeSpan.FromSeconds(1),
        OnFailure = OnFailure.DeadLetter,
        HopelessStatuses = new HashSet<int>(),
        Pump = PumpMode.Frugal,
        ProbeEvery = TimeSpan.FromSeconds(1),
        AllowPrivateTargets = false,
        ForwardingKeys = [],
        ReleaseWindows = [],
    };

    [Fact]
    public void A_deduplication_id_is_a_hash_in_lower_case_of_all_that_makes_two_webhooks_one()
    {
        var id = Of("{}").DeduplicationId;

        id.ShouldMatch("^[0-9a-f]{64}$");
        Of("{}").DeduplicationId.ShouldBe(id);
        Of("{} ").DeduplicationId.ShouldNotBe(id);
        Of("{}", Route with { Key = "Shop2" }).DeduplicationId.ShouldNotBe(id);
        Of("{}", Route with { Path = "shop2" }).DeduplicationId.ShouldNotBe(id);
    }

    [Fact]
    public void Where_one_part_ends_and_the_next_begins_is_part_of_the_hash()
    {
        var byHeader = Route with { GroupBy = new RequestValue.Header("G"), DeduplicateBy = new RequestValue.Header("D") };

        var ids = new[]
        {
            Of("", byHeader, ("G", "a"), ("D", "bc")), Of("", byHeader, ("G", "ab"), ("D", "c")), Of("", byHeader with { Key = "Shopa" }, ("G", "b"), ("D", "c")),
            Of("bc", byHeader, ("G", "a")), Of("c", byHeader, ("G", "ab")), Of("bc", byHeader with { DeduplicateBy = new RequestValue.Content() }, ("G", "a"), ("D", "bc")),
        };

        ids[..5].Select(static i => i.DeduplicationId).ShouldBeUnique();
        ids[5].DeduplicationId.ShouldBe(ids[3].DeduplicationId);
    }

    [Theory]
    [InlineData("c-1", "c-1")]
    [InlineData("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")]
    [InlineData("two words", "a03f1d611645eb53ad16c1af546ca0792dc884505bab57ede80f4dad6b911d3a")]
    [InlineData("", "shop")]
    public void A_group_that_SQS_does_not_take_as_it_is_is_hashed(string value, string group) =>
        Of("{}", Route with { GroupBy = new RequestValue.Header("G") }, ("G", value)).GroupId.ShouldBe(group);

    [Fact]
    public void A_group_of_128_characters_is_the_longest_that_stays_as_it_is()
    {
        Of("{}", Route with { GroupBy = new RequestValue.Header("G") }, ("G", new string('g', 128))).GroupId.ShouldBe(new string('g', 128));
        Of("{}", Route with { GroupBy = new RequestValue.Header("G") }, ("G", new string('g', 129))).GroupId.ShouldBe(Hash(new string('g', 129)));
    }

    [Fact]
    public void A_webhooks_id_can_stand_in_a_header()
    {
        var byHeader = Route with { DeduplicateBy = new RequestValue.Header("D") };

        Of("{}", byHeader, ("D", new string('d', 256))).Id.ShouldBe(new string('d', 256));
        Of("{}", byHeader, ("D", new string('d', 257))).Id.ShouldBe(Hash(new string('d', 257)));
        Of("{}", byHeader, ("D", "a b")).Id.ShouldBe(Hash("a b"));
        Of("{}", byHeader, ("D", "ü")).Id.ShouldBe(Hash("ü"));
        Guid.TryParse(Of("{}", byHeader).Id, CultureInfo.InvariantCulture, out _).ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{"id":"a"}""", """{"id":"a","n":2}""", true)]
    [InlineData("""{"id":7}""", """{"id":7,"n":2}""", true)]
    [InlineData("""{"id":7}""", """{"id":8}""", false)]
    [InlineData("""{"id":null}""", """{"id":null,"n":2}""", false)]
    [InlineData("""{"id":""}""", """{"id":"","n":2}""", false)]
    [InlineData("""{"id":{}}""", """{"id":{},"n":2}""", false)]
    [InlineData("""{"n":1}""", """{"n":2}""", false)]
    [InlineData("""{"id":"a"}!""", """{"id":"a"}?""", false)]
    [InlineData("""{"id":"\ud800"}""", """{"id":"\ud800","n":2}""", false)]
    public void Where_there_is_no_id_the_content_counts_so_that_nothing_passes_for_another(string one, string other, bool same)
    {
        var byId = Route with { DeduplicateBy = new RequestValue.Pointer(["id"]) };

        (Of(one, byId).DeduplicationId == Of(other, byId).DeduplicationId).ShouldBe(same);
    }

    [Theory]
    [InlineData(SignatureScheme.GitHub, "X-GitHub-Delivery", "{}")]
    [InlineData(SignatureScheme.Shopify, "X-Shopify-Webhook-Id", "{}")]
    [InlineData(SignatureScheme.StandardWebhooks, "webhook-id", "{}")]
    [InlineData(SignatureScheme.Svix, "svix-id", "{}")]
    [InlineData(SignatureScheme.Svix, "webhook-id", "{}")]
    [InlineData(SignatureScheme.Stripe, "X-None", """{"id":"delivery-1"}""")]
    [InlineData(SignatureScheme.Slack, "X-None", """{"event_id":"delivery-1"}""")]
    public void Each_sender_has_its_own_place_for_the_id_of_a_delivery(object scheme, string header, string body)
    {
        var options = new SignatureOptions { Scheme = (SignatureScheme)scheme };
        var request = new RawRequest(new RequestHeaders([(header, "delivery-1")]), Encoding.UTF8.GetBytes(body));

        var identity = WebhookIdentity.Of(Route, WebhookSignatures.Of(options), request);
        var byContent = WebhookIdentity.Of(Route with { DeduplicateBy = new RequestValue.Content() }, WebhookSignatures.Of(options), request);

        (identity.Id, byContent.Id).ShouldBe(("delivery-1", "delivery-1"));
        byContent.DeduplicationId.ShouldBe(Of(body).DeduplicationId);
        identity.DeduplicationId.ShouldNotBe(byContent.DeduplicationId);
    }

    private static WebhookIdentity Of(string body, WebhookRoute? route = null, params (string Name, string Value)[] headers) =>
        WebhookIdentity.Of(route ?? Route, new NoSignature(), new RawRequest(new RequestHeaders(headers), Encoding.UTF8.GetBytes(body)));

    private static string Hash(string text) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
