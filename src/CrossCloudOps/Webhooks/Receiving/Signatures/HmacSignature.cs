using System.Security.Cryptography;

namespace CrossCloudOps.Webhooks.Receiving.Signatures;

/// <summary>How an HMAC of the body stands in a header.</summary>
internal sealed record HmacForm(string Header, SignatureEncoding Encoding, SignatureHash Hash, string Prefix)
{
    public HashAlgorithmName Algorithm { get; } = Hash switch
    {
        SignatureHash.Sha512 => HashAlgorithmName.SHA512,
        SignatureHash.Sha1 => HashAlgorithmName.SHA1,
        _ => HashAlgorithmName.SHA256,
    };

    public int Bytes { get; } = Hash switch
    {
        SignatureHash.Sha512 => SHA512.HashSizeInBytes,
        SignatureHash.Sha1 => SHA1.HashSizeInBytes,
        _ => SHA256.HashSizeInBytes,
    };

    /// <summary>In words.</summary>
    public override string ToString() => (Prefix.Length > 0 ? $"{Prefix} and " : "")
        + (Encoding == SignatureEncoding.Hex ? $"{2 * Bytes} hex digits" : $"{SignatureText.Base64Length(Bytes)} characters of base64");

    public bool TryRead(string value, Span<byte> hash) => value.StartsWith(Prefix, StringComparison.Ordinal)
        && (Encoding == SignatureEncoding.Hex ? SignatureText.TryHex(value.AsSpan(Prefix.Length), hash) : SignatureText.TryBase64(value.AsSpan(Prefix.Length), hash));
}

/// <summary>An HMAC of the body alone: GitHub's, Shopify's, and that of many others.</summary>
internal sealed class HmacSignature(HmacForm form, IReadOnlyList<byte[]> keys, string? deliveryIdHeader = null) : IWebhookSignature
{
    /// <summary><see href="https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries"/></summary>
    public static HmacSignature GitHub(IReadOnlyList<byte[]> keys) =>
        new(new HmacForm("X-Hub-Signature-256", SignatureEncoding.Hex, SignatureHash.Sha256, "sha256="), keys, "X-GitHub-Delivery");

    /// <summary><see href="https://shopify.dev/docs/apps/build/webhooks/subscribe/https"/></summary>
    public static HmacSignature Shopify(IReadOnlyList<byte[]> keys) =>
        new(new HmacForm("X-Shopify-Hmac-SHA256", SignatureEncoding.Base64, SignatureHash.Sha256, ""), keys, "X-Shopify-Webhook-Id");

    public SignatureFault? Check(RawRequest request, DateTimeOffset now)
    {
        if (SignatureFault.OfHeader(request, form.Header, form.ToString(), out var value) is { } fault)
        {
            return fault;
        }

        Span<byte> given = stackalloc byte[form.Bytes];
        if (!form.TryRead(value, given))
        {
            return SignatureFault.Malformed(form.Header, form.ToString());
        }

        Span<byte> expected = stackalloc byte[form.Bytes];
        var isValid = false;
        foreach (var key in keys)
        {
            CryptographicOperations.HmacData(form.Algorithm, key, request.Body.Span, expected);
            isValid |= CryptographicOperations.FixedTimeEquals(given, expected);
        }

        return isValid ? null : SignatureFault.Mismatch;
    }

    public string? DeliveryId(RawRequest request) => deliveryIdHeader is null ? null : request.Headers.Text(deliveryIdHeader);
}
