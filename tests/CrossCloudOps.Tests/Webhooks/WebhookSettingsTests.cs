using CrossCloudOps.Tests.Drivers;
using CrossCloudOps.Webhooks;

namespace CrossCloudOps.Tests.Webhooks;

/// <summary>Settings of webhooks that do not hold: the app does not start, and says all that is wrong with them at once.</summary>
public sealed class WebhookSettingsTests
{
    private const string Secret = FaultyStart.Secret;
    private const string Queue = "https://sqs.eu-central-1.amazonaws.com/123456789012/";

    private static readonly Dictionary<string, string?> Good = new(FaultyStart.Platform)
    {
        ["Webhooks:Routes:Shop:QueueUrl"] = $"{Queue}shop.fifo",
        ["Webhooks:Routes:Shop:Signature:Scheme"] = "Shopify",
        ["Webhooks:Routes:Shop:Signature:Secrets:0"] = Secret,
    };

    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once_with_the_settings_name_its_value_and_what_to_do()
    {
        var settings = $$"""
            FUNCTIONS_REQUEST_BODY_SIZE_LIMIT = 2000000
            Webhooks:LargeBodyBucket = Large_Bodies
            Bad-Key:Path = a/b
            Bad-Key:QueueUrl = {{Queue}}standard
            First:Path = same
            First:QueueUrl = {{Queue}}same.fifo
            First:Signature:Scheme = None
            First:Signature:Secrets:0 = {{Secret}}
            First:Signature:Header = X-Token
            First:Signature:Tolerance = 00:10:00
            Second:Path = same
            Second:QueueUrl = {{Queue}}same.fifo
            Second:Signature:Scheme = Magic
            Third:Signature:Scheme = GitHub
            Third:Signature:Header = X-Hub-Signature-256
            Third:Signature:Prefix = sha256=
            Third:Signature:Encoding = Base64
            Third:Signature:Hash = Sha512
            Fourth:Signature:Scheme = StandardWebhooks
            Fourth:Signature:Secrets:0 = whsec_{{Secret}}
            Fourth:Signature:Secrets:1 = whpk_{{Secret}}
            Fourth:Signature:Secrets:2 = whsk_{{Secret}}
            Fourth:Signature:Tolerance = 1.00:00:00
            Fifth:Signature:Scheme = Svix
            Fifth:Signature:Secrets:0 = whsec_AAECAwQFBgc=
            Fifth:Signature:Secrets:1 = @Microsoft.KeyVault(VaultName=v;SecretName=s)
            Fifth:Signature:Secrets:2 = fifteen-bytes-x
            Fifth:Signature:Tolerance = 00:00:00
            Sixth:Signature:Scheme = Hmac
            Sixth:Signature:Secrets:0 = {{Secret}}
            Sixth:Signature:Tolerance = soon
            Seventh:Signature:Scheme = Header
            Seventh:Signature:Header = X-Token
            Seventh:Signature:Secrets:0 = {{Secret}}\n
            Seventh:GroupBy = header:X-TOKEN
            Seventh:DeduplicateBy = header:x-token
            Seventh:KeepHeaders:0 = x-token
            Seventh:KeepHeaders:1 = Content-Type
            Seventh:KeepHeaders:2 = x y
            Seventh:KeepHeaders:3 = Webhook
            Seventh:KeepHeaders:4 = X-Twice
            Seventh:KeepHeaders:5 = x-twice
            Seventh:KeepHeaders:6 = A
            Seventh:KeepHeaders:7 = B
            Seventh:KeepHeaders:8 = C
            Eighth:Signature:Scheme = Bearer
            Eighth:Signature:Secrets:0 = {{Secret}}
            Eighth:GroupBy = header:Authorization
            Eighth:DeduplicateBy = path
            Eighth:MaxBodyBytes = 2000001
            Eighth:RateLimit = -1
            Ninth:Signature:Scheme = Stripe
            Ninth:Signature:Secrets:0 = {{Secret}}
            Ninth:Signature:Secrets:1 = {{Secret}}
            Ninth:Signature:Secrets:2 = {{Secret}}
            Ninth:Signature:Secrets:3 = {{Secret}}
            Ninth:Signature:Secrets:4 = {{Secret}}
            Ninth:Signature:Secrets:5 = {{Secret}}
            Ninth:GroupBy = content
            Ninth:DeduplicateBy = customer/id
            Ninth:MaxBodyBytes = 0
            Ninth:RateLimit = fast
            Tenth:Signature:Scheme = None
            Tenth:TargetUrl = http://target.example/
            Tenth:MaxConcurrency = 0
            Tenth:Timeout = 00:06:00
            Tenth:ProbeEvery = 02:00:00
            Tenth:HopelessStatuses:0 = 200
            Tenth:OnFailure = Explode
            Tenth:Pump = Lazy
            Tenth:ForwardingSecrets:0 = {{Secret}}
            Tenth:ReleaseWindows:0:Starts = 0 22 * * 2
            Tenth:ReleaseWindows:0:Lasts = 2.00:00:00
            Eleventh:Signature:Scheme = None
            Eleventh:TargetUrl = https://user:{{Secret}}@target.example/
            """;

        var faults = await FaultsAsync(Read(settings));

        Approved.ShouldBe("Settings.webhooks.txt", string.Join('\n', faults));
    }

    [Fact]
    public async Task A_section_without_routes_is_a_fault_and_not_a_feature_that_is_off() =>
        (await FaultsAsync(("Webhooks:Routes:Shop:QueueUrl", null), ("Webhooks:Routes:Shop:Signature:Scheme", null), ("Webhooks:Routes:Shop:Signature:Secrets:0", null), ("Webhooks:LargeBodyBucket", "large-bodies")))
            .ShouldBe(["Webhooks__Routes is not set: give at least one route, by a key of your own. Or remove all settings Webhooks__*, to turn the feature off."]);

    [Theory]
    [InlineData("Secrets:0", null, "is not set: Give the secret that you share with the sender.")]
    [InlineData("Secrets:0", "fifteen-bytes-x", "has 15 bytes: at least 16 are needed. Give the secret that you share with the sender.")]
    public async Task No_secret_no_start(string setting, string? value, string fault) =>
        (await FaultsAsync(($"Webhooks:Routes:Shop:Signature:{setting}", value))).ShouldBe([$"Webhooks__Routes__Shop__Signature__{setting.Replace(":", "__", StringComparison.Ordinal)} {fault}"]);

    [Fact]
    public void Defaults()
    {
        var (route, signature) = (new WebhookRouteOptions(), new SignatureOptions());

        (route.Path, route.QueueUrl, route.TargetUrl, route.DeduplicateBy, route.Channel).ShouldBe((null, null, null, null, null));
        (route.GroupBy, route.MaxBodyBytes, route.RateLimit).ShouldBe(("path", 1_048_576, 0));
        (route.KeepHeaders.Count, route.ForwardingSecrets.Count, route.ReleaseWindows.Count, route.HopelessStatuses).ShouldBe((0, 0, 0, null));
        (route.MaxConcurrency, route.Timeout, route.ProbeEvery).ShouldBe((10, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30)));
        (route.OnFailure, route.Pump, route.AllowPrivateTargets).ShouldBe((OnFailure.DeadLetter, PumpMode.Frugal, false));
        (signature.Scheme, signature.Secrets.Count, signature.Header, signature.Prefix).ShouldBe((null, 0, null, ""));
        (signature.Encoding, signature.Hash, signature.Tolerance).ShouldBe((SignatureEncoding.Hex, SignatureHash.Sha256, TimeSpan.FromMinutes(5)));
        new WebhooksOptions().LargeBodyBucket.ShouldBeNull();
    }

    /// <summary>A setting a line; what begins with a route's key is that route's. Each route gets a queue of its own, unless it names one.</summary>
    private static IReadOnlyList<(string Name, string? Value)> Read(string settings)
    {
        var lines = settings.Split('\n').Select(static line => line.Split(" = ", 2)).ToList();
        var routes = lines.Where(static l => l[0].Contains(':', StringComparison.Ordinal)).Select(static l => l[0].Split(':')[0]).Distinct().Except(["Webhooks"]).ToList();
        return
        [
            .. routes.Select(static key => ($"Webhooks:Routes:{key}:QueueUrl", $"{Queue}{key}.fifo")),
            .. lines.Select(l => (routes.Contains(l[0].Split(':')[0]) ? $"Webhooks:Routes:{l[0]}" : l[0], l[1].Replace("\\n", "\n", StringComparison.Ordinal))),
        ];
    }

    private static Task<IReadOnlyList<string>> FaultsAsync(params IEnumerable<(string Name, string? Value)> changes) => FaultyStart.FaultsAsync(Good, changes);
}
