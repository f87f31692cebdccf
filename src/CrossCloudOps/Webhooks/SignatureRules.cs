using CrossCloudOps.Webhooks.Receiving.Signatures;

namespace CrossCloudOps.Webhooks;

/// <summary>What a signature's settings must be: each scheme needs its own, and no other's.</summary>
internal static class SignatureRules
{
    private const string SchemeNames = "GitHub, Stripe, Shopify, Slack, StandardWebhooks, Svix, Hmac, Bearer, Header";
    private const string SecretRule = "Give the secret that you share with the sender.";
    private const int MostSecrets = 5;
    private static readonly TimeSpan LongestTolerance = TimeSpan.FromHours(1);

    private static readonly SignatureScheme[] WithTime = [SignatureScheme.Stripe, SignatureScheme.Slack, SignatureScheme.StandardWebhooks, SignatureScheme.Svix];

    public static void Check(SettingFaults faults, string at, SignatureOptions signature)
    {
        if (signature.Scheme is not { } scheme)
        {
            faults.Add($"{at}:Scheme", null, $"say how the sender proves itself: {SchemeNames}, or None if anybody may send.");
            return;
        }

        CheckSecrets(faults, at, scheme, signature.Secrets);
        CheckHeader(faults, at, scheme, signature);
        CheckTolerance(faults, at, scheme, signature.Tolerance);
        if (scheme != SignatureScheme.Hmac)
        {
            CheckUnused(faults, $"{at}:Encoding", signature.Encoding, SignatureEncoding.Hex, scheme, "only Hmac");
            CheckUnused(faults, $"{at}:Hash", signature.Hash, SignatureHash.Sha256, scheme, "only Hmac");
        }
    }

    /// <summary>A header that holds the secret: it must never leave the door.</summary>
    public static bool IsSecretHeader(SignatureOptions signature, string header) => signature.Scheme switch
    {
        SignatureScheme.Header => header.Equals(signature.Header, StringComparison.OrdinalIgnoreCase),
        SignatureScheme.Bearer => header.Equals("Authorization", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    private static void CheckSecrets(SettingFaults faults, string at, SignatureScheme scheme, IList<string> secrets)
    {
        if (scheme == SignatureScheme.None)
        {
            if (secrets.Count > 0)
            {
                faults.AddSecret($"{at}:Secrets", "is set, and the scheme None checks none: leave them out, or name the sender's scheme.");
            }

            return;
        }

        if (secrets.Count is 0)
        {
            faults.Add($"{at}:Secrets:0", null, SecretRule);
        }

        if (secrets.Count > MostSecrets)
        {
            faults.Add($"{at}:Secrets", $"{secrets.Count} secrets", $"at most {MostSecrets} are tried for each request.");
        }

        for (var n = 0; n < secrets.Count; n++)
        {
            if (faults.CheckSecret($"{at}:Secrets:{n}", secrets[n], SettingFaults.ShortestSecret, SecretRule) && FaultOf(scheme, secrets[n]) is { } fault)
            {
                faults.AddSecret($"{at}:Secrets:{n}", fault);
            }
        }
    }

    /// <summary>Null if the secret is of the scheme's form.</summary>
    private static string? FaultOf(SignatureScheme scheme, string secret) => scheme switch
    {
        SignatureScheme.StandardWebhooks or SignatureScheme.Svix when secret.StartsWith("whsk_", StringComparison.Ordinal) =>
            $"is a private key, which is for the sender alone: give its public key ({Ed25519PublicKey.Prefix}).",
        SignatureScheme.StandardWebhooks or SignatureScheme.Svix when Ed25519PublicKey.IsMeant(secret) =>
            Ed25519PublicKey.Of(secret) is null ? $"is no public key of Standard Webhooks: {Ed25519PublicKey.Prefix} and the 32 bytes of an Ed25519 key in base64." : null,
        SignatureScheme.StandardWebhooks or SignatureScheme.Svix =>
            StandardWebhooksKey.Of(secret) is null ? $"is no secret of Standard Webhooks: {StandardWebhooksKey.Prefix} and 24 to 64 bytes in base64, or a public key ({Ed25519PublicKey.Prefix})." : null,
        SignatureScheme.Bearer or SignatureScheme.Header =>
            secret.Any(static c => c is < ' ' or > '~') || secret != secret.Trim() ? "cannot stand in a header: it holds a line break, a space at an end, or a character that is not ASCII." : null,
        _ => null,
    };

    private static void CheckHeader(SettingFaults faults, string at, SignatureScheme scheme, SignatureOptions signature)
    {
        if (scheme is SignatureScheme.Hmac or SignatureScheme.Header)
        {
            if (!RequestValue.IsHeaderName(signature.Header))
            {
                faults.Add($"{at}:Header", signature.Header, $"give the name of the header that holds the {(scheme == SignatureScheme.Hmac ? "signature" : "secret")}.");
            }
        }
        else
        {
            CheckUnused(faults, $"{at}:Header", signature.Header ?? "", "", scheme, "only Hmac and Header");
            CheckUnused(faults, $"{at}:Prefix", signature.Prefix, "", scheme, "only Hmac and Header");
        }
    }

    private static void CheckTolerance(SettingFaults faults, string at, SignatureScheme scheme, TimeSpan tolerance)
    {
        if (!WithTime.Contains(scheme))
        {
            CheckUnused(faults, $"{at}:Tolerance", tolerance, new SignatureOptions().Tolerance, scheme, $"only {string.Join(", ", WithTime)}");
        }
        else if (tolerance < TimeSpan.FromSeconds(1) || tolerance > LongestTolerance)
        {
            faults.Add($"{at}:Tolerance", $"{tolerance}", $"00:00:01 to {LongestTolerance}.");
        }
    }

    /// <summary>What has no effect was meant to have one.</summary>
    private static void CheckUnused<T>(SettingFaults faults, string path, T value, T unset, SignatureScheme scheme, string users)
    {
        if (!EqualityComparer<T>.Default.Equals(value, unset))
        {
            faults.Add(path, $"{value}", $"the scheme {scheme} does not use it, {users}: leave it out.");
        }
    }
}
