using System.Diagnostics;
using System.Text;

namespace CrossCloudOps.Webhooks.Receiving.Signatures;

/// <summary>From the settings of a route's signature to what checks it.</summary>
internal static class WebhookSignatures
{
    public static IWebhookSignature Of(SignatureOptions options) => options.Scheme switch
    {
        SignatureScheme.GitHub => HmacSignature.GitHub(Keys(options)),
        SignatureScheme.Stripe => new StripeSignature(Keys(options), options.Tolerance),
        SignatureScheme.Shopify => HmacSignature.Shopify(Keys(options)),
        SignatureScheme.Slack => new SlackWebhookSignature(options.Secrets, options.Tolerance),
        SignatureScheme.StandardWebhooks => StandardWebhooksSignature.Of(options, "webhook-"),
        SignatureScheme.Svix => StandardWebhooksSignature.Of(options, "svix-", "webhook-"),
        SignatureScheme.Hmac => new HmacSignature(new HmacForm(options.Header!, options.Encoding, options.Hash, options.Prefix), Keys(options)),
        SignatureScheme.Bearer => SharedSecret.Bearer(options.Secrets),
        SignatureScheme.Header => new SharedSecret(options.Header!, options.Prefix, options.Secrets),
        SignatureScheme.None => new NoSignature(),
        _ => throw new UnreachableException(),
    };

    private static byte[][] Keys(SignatureOptions options) => [.. options.Secrets.Select(Encoding.UTF8.GetBytes)];
}
