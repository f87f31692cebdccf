namespace CrossCloudOps.Webhooks;

/// <summary>What a signature's settings must be: each scheme needs its own.</summary>
internal static class SignatureRules
{
    private const string SchemeNames = "GitHub, Stripe, Shopify, Slack, StandardWebhooks, Svix, Hmac, Bearer, Header";

    public static void Check(SettingFaults faults, string at, SignatureOptions signature)
    {
        if (signature.Scheme is not { } scheme)
        {
            faults.Add($"{at}:Scheme", null, $"say how the sender proves itself: {SchemeNames}, or None if anybody may send.");
            return;
        }

        if (scheme == SignatureScheme.None)
        {
            return;
        }

        if (signature.Secrets.Count == 0)
        {
            faults.Add($"{at}:Secrets:0", null, "give the secret that you share with the sender.");
        }

        for (var n = 0; n < signature.Secrets.Count; n++)
        {
            faults.CheckSecret($"{at}:Secrets:{n}", signature.Secrets[n], SettingFaults.ShortestSecret, "Give the secret that you share with the sender.");
        }
    }

    /// <summary>A header that must never leave the door.</summary>
    public static bool IsSecretHeader(SignatureOptions signature, string header) =>
        signature.Scheme == SignatureScheme.Header && header.Equals(signature.Header, StringComparison.OrdinalIgnoreCase);
}
