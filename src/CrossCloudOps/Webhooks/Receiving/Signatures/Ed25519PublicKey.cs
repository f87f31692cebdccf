using Org.BouncyCastle.Math.EC.Rfc8032;

namespace CrossCloudOps.Webhooks.Receiving.Signatures;

/// <summary>
/// A sender's public key of Standard Webhooks: <c>whpk_</c> and 32 bytes in base64. .NET's own library has no Ed25519.
/// <see href="https://www.rfc-editor.org/rfc/rfc8032"/>
/// </summary>
internal sealed class Ed25519PublicKey
{
    public const string Prefix = "whpk_";
    public static readonly int SignatureBytes = Ed25519.SignatureSize;

    private readonly byte[] _key;

    private Ed25519PublicKey(byte[] key) => _key = key;

    public static bool IsMeant(string secret) => secret.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Null if the text is none.</summary>
    public static Ed25519PublicKey? Of(string text)
    {
        var key = new byte[Ed25519.PublicKeySize];
        return IsMeant(text) && SignatureText.TryBase64(text.AsSpan(Prefix.Length), key) && Ed25519.ValidatePublicKeyFull(key, 0) ? new Ed25519PublicKey(key) : null;
    }

    public bool Verifies(byte[] signature, byte[] message) => Ed25519.Verify(signature, 0, _key, 0, message, 0, message.Length);
}
