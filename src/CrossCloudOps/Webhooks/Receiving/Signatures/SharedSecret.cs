using System.Security.Cryptography;
using System.Text;

namespace CrossCloudOps.Webhooks.Receiving.Signatures;

/// <summary>The secret itself, in a header: it proves the sender, and nothing about the body.</summary>
/// <param name="prefix">What stands before the secret, in any case.</param>
internal sealed class SharedSecret(string header, string prefix, IEnumerable<string> secrets) : IWebhookSignature
{
    /// <summary>Compared as hashes, so that the secret's length does not show either.</summary>
    private readonly byte[][] _hashes = [.. secrets.Select(Hash)];

    public static SharedSecret Bearer(IEnumerable<string> secrets) => new("Authorization", "Bearer ", secrets);

    public SignatureFault? Check(RawRequest request, DateTimeOffset now)
    {
        var form = prefix.Length > 0 ? $"{prefix.TrimEnd()} and the secret" : "the secret";
        if (SignatureFault.OfHeader(request, header, form, out var value) is { } fault)
        {
            return fault;
        }

        if (!value.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        {
            return SignatureFault.Malformed(header, form);
        }

        var given = Hash(value[prefix.Length..]);
        var isValid = false;
        foreach (var hash in _hashes)
        {
            isValid |= CryptographicOperations.FixedTimeEquals(given, hash);
        }

        return isValid ? null : SignatureFault.WrongSecret;
    }

    public string? DeliveryId(RawRequest request) => null;

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
