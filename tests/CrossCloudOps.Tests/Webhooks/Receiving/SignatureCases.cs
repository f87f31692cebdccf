using System.Text;
using CrossCloudOps.Webhooks;
using CrossCloudOps.Webhooks.Receiving;
using CrossCloudOps.Webhooks.Receiving.Signatures;

namespace CrossCloudOps.Tests.Webhooks.Receiving;

/// <summary>A request that somebody published with its signature.</summary>
/// <param name="Header">The one that holds the signature.</param>
internal sealed record SignatureCase(SignatureOptions Options, string Body, long Now, string Header, params (string Name, string Value)[] Headers)
{
    public SignatureFault? Check(SignatureOptions? options = null, byte[]? body = null, TimeSpan later = default, params (string Name, string? Value)[] changed) =>
        WebhookSignatures.Of(options ?? Options).Check(Request(body, changed), DateTimeOffset.FromUnixTimeSeconds(Now) + later);

    public RawRequest Request(byte[]? body = null, params (string Name, string? Value)[] changed)
    {
        var kept = Headers.Where(h => changed.All(c => c.Name != h.Name)).Concat(changed.Where(static c => c.Value is not null).Select(static c => (c.Name, c.Value!)));
        return new RawRequest(new RequestHeaders(kept), body ?? Encoding.UTF8.GetBytes(Body));
    }

    public SignatureOptions With(params string[] secrets)
    {
        var options = new SignatureOptions
        {
            Scheme = Options.Scheme,
            Header = Options.Header,
            Encoding = Options.Encoding,
            Hash = Options.Hash,
            Prefix = Options.Prefix,
            Tolerance = Options.Tolerance,
        };
        Array.ForEach(secrets, options.Secrets.Add);
        return options;
    }
}

internal static class SignatureCases
{
    public const string Rfc8032PublicKey = "whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
    public const string WebhookSignature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    public const string AsymmetricSignature = "v1a,fldxM4gAKugP6nnt1hdz3sgGfZ6d99nzrMFnZOELIxbzEHoVmAb2ADpkJK7zgPePmPsle0zV9jSeGlHFG2NVAw==";

    private const string WebhookId = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string WebhookBody = """{"test": 2432232314}""";
    private const string WebhookSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string GenericSecret = "a-generic-secret-of-the-sender";

    private const string StripeBody = """
        {
          "id": "evt_123",
          "object": "event",
          "account": "acct_123",
          "api_version": "2017-05-25",
          "created": 1533204620,
          "data": {
            "object": {
              "id": "cus_123",
              "object": "customer",
              "created": 123456789,
              "email": "test@stripe.com",
              "livemode": false,
              "metadata": {}
            }
          },
          "livemode": false,
          "pending_webhooks": 1,
          "request": {
            "id": "req_123",
            "idempotency_key": "idempotency-key-123"
          },
          "type": "customer.created"
        }

        """;

    /// <summary>By name. Generic HMACs were made with OpenSSL, as was the asymmetric signature, with the first key pair of RFC 8032.</summary>
    public static IReadOnlyDictionary<string, SignatureCase> All { get; } = new Dictionary<string, SignatureCase>
    {
        // https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
        ["GitHub"] = new(
            Options(SignatureScheme.GitHub, "It's a Secret to Everybody"), "Hello, World!", 0, "X-Hub-Signature-256",
            ("X-Hub-Signature-256", "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")),

        // https://github.com/stripe/stripe-dotnet/blob/master/src/StripeTests/Services/Events/EventUtilityTest.cs
        ["Stripe"] = new(
            Options(SignatureScheme.Stripe, "webhook_secret"), StripeBody.ReplaceLineEndings("\n"), 1533204620, "Stripe-Signature",
            ("Stripe-Signature", "t=1533204620,v1=2220f87ef101a04665f11cdf770523143f875572008577fa0f20882ddb9cc3c7")),

        // https://github.com/sqlpage/SQLPage/tree/main/tests
        ["Shopify"] = new(
            Options(SignatureScheme.Shopify, "test-webhook-secret"), """{"id":1234567890,"email":"customer@example.com","total_price":"123.45"}""", 0, "X-Shopify-Hmac-SHA256",
            ("x-shopify-hmac-sha256", "QNyObTlKbMx2qDlPF/ZOZcBqg5OgPg+2oky3zldc0Gw=")),

        // https://docs.slack.dev/authentication/verifying-requests-from-slack
        ["Slack"] = new(
            Options(SignatureScheme.Slack, "8f742231b10e8888abcd99yyyzzz85a5"),
            "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA"
            + "&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554"
            + "%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c",
            1531420618, "X-Slack-Signature",
            ("X-Slack-Request-Timestamp", "1531420618"), ("X-Slack-Signature", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")),

        // https://github.com/standard-webhooks/standard-webhooks/blob/main/libraries/javascript/src/webhook.test.ts
        ["StandardWebhooks"] = new(
            Options(SignatureScheme.StandardWebhooks, WebhookSecret), WebhookBody, 1614265330, "webhook-signature",
            ("webhook-id", WebhookId), ("webhook-timestamp", "1614265330"), ("webhook-signature", WebhookSignature)),
        ["StandardWebhooks v1a"] = new(
            Options(SignatureScheme.StandardWebhooks, Rfc8032PublicKey), WebhookBody, 1614265330, "webhook-signature",
            ("webhook-id", WebhookId), ("webhook-timestamp", "1614265330"), ("webhook-signature", AsymmetricSignature)),
        ["Svix"] = new(
            Options(SignatureScheme.Svix, WebhookSecret), WebhookBody, 1614265330, "svix-signature",
            ("svix-id", WebhookId), ("svix-timestamp", "1614265330"), ("svix-signature", WebhookSignature)),
        ["Svix, white-labelled"] = new(
            Options(SignatureScheme.Svix, WebhookSecret), WebhookBody, 1614265330, "webhook-signature",
            ("webhook-id", WebhookId), ("webhook-timestamp", "1614265330"), ("webhook-signature", WebhookSignature)),
        ["Hmac, SHA-512 in base64"] = new(
            Options(SignatureScheme.Hmac, GenericSecret, static o => (o.Header, o.Hash, o.Encoding) = ("X-Signature", SignatureHash.Sha512, SignatureEncoding.Base64)),
            """{"a":1}""", 0, "X-Signature",
            ("X-Signature", "9E36yOhGMQ8TMLNdXOIY0Hai+KytHS7WeE1M2iCH8uiYXbfQbpBkHRGRPOwd/wxJVOItm10fediRpbMBkj+YhA==")),
        ["Hmac, SHA-1 in hex after a prefix"] = new(
            Options(SignatureScheme.Hmac, GenericSecret, static o => (o.Header, o.Hash, o.Prefix) = ("X-Hub-Signature", SignatureHash.Sha1, "sha1=")),
            """{"a":1}""", 0, "X-Hub-Signature",
            ("X-Hub-Signature", "sha1=16cfebb418c9c6a39d55552931d19e0085e6da22")),
    };

    public static SignatureOptions Options(SignatureScheme scheme, string secret, Action<SignatureOptions>? more = null)
    {
        var options = new SignatureOptions { Scheme = scheme };
        options.Secrets.Add(secret);
        more?.Invoke(options);
        return options;
    }
}
