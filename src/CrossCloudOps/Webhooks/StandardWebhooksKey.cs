namespace CrossCloudOps.Webhooks;

/// <summary>
/// A symmetric key of Standard Webhooks: <c>whsec_</c> and 24 to 64 bytes in base64.
/// <see href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md"/>
/// </summary>
internal static class StandardWebhooksKey
{
    public const string Prefix = "whsec_";

    /// <summary>Null if the text is none.</summary>
    public static byte[]? Of(string secret)
    {
        var base64 = secret.StartsWith(Prefix, StringComparison.Ordinal) ? secret[Prefix.Length..] : secret;
        var key = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, key, out var length) && length is >= 24 and <= 64 ? key[..length] : null;
    }
}
