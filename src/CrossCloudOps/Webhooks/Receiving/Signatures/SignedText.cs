using System.Security.Cryptography;
using System.Text;

namespace CrossCloudOps.Webhooks.Receiving.Signatures;

/// <summary>What is signed where the body alone is not: some text, then the body.</summary>
internal static class SignedText
{
    public static byte[] Bytes(string before, ReadOnlySpan<byte> body) => [.. Encoding.UTF8.GetBytes(before), .. body];

    /// <summary>Whether any key fits any signature. All are tried, so that time does not tell which.</summary>
    public static bool IsSigned(IReadOnlyList<byte[]> keys, string before, ReadOnlySpan<byte> body, IReadOnlyList<byte[]> signatures)
    {
        var isSigned = false;
        foreach (var key in keys)
        {
            var expected = Hmac(key, before, body);
            foreach (var signature in signatures)
            {
                isSigned |= CryptographicOperations.FixedTimeEquals(signature, expected);
            }
        }

        return isSigned;
    }

    private static byte[] Hmac(byte[] key, string before, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(Encoding.UTF8.GetBytes(before));
        hmac.AppendData(body);
        return hmac.GetHashAndReset();
    }
}
