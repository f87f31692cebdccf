using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CrossCloudOps.Emulators.Sts;

/// <summary>What an account trusts: an issuer, whom its tokens may be for, and where it shows its keys.</summary>
/// <param name="Issuer">Exactly as the tokens name it, a slash at its end included.</param>
/// <param name="ClientIds">The audiences that are taken.</param>
/// <param name="Keys">In place of what the issuer's own discovery document would name.</param>
public sealed record OpenIdConnectProvider(Uri Issuer, IReadOnlyList<string> ClientIds, Uri Keys)
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    /// <summary>The last part of its ARN, and what the keys of conditions begin with: the issuer without its scheme.</summary>
    internal string Name => Issuer.OriginalString[(Issuer.Scheme.Length + Uri.SchemeDelimiter.Length)..];

    internal async Task<bool> SignedAsync(WebIdentity token, CancellationToken cancellationToken)
    {
        using var key = await KeyAsync(token.KeyId, cancellationToken);
        return key?.VerifyData(Encoding.ASCII.GetBytes(token.Signed), token.Signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) == true;
    }

    private async Task<RSA?> KeyAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            using var document = JsonDocument.Parse(await Http.GetStringAsync(Keys, cancellationToken));
            var key = document.RootElement.GetProperty("keys").EnumerateArray().FirstOrDefault(k => k.GetProperty("kid").ValueEquals(id));
            return key.ValueKind == JsonValueKind.Undefined
                ? null
                : RSA.Create(new RSAParameters { Modulus = Number(key, "n"), Exponent = Number(key, "e") });
        }
        catch (Exception e) when (e is HttpRequestException or JsonException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw StsException.BadToken("Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements");
        }
    }

    private static byte[] Number(JsonElement key, string name) => Base64Url.DecodeFromChars(key.GetProperty(name).GetString());
}
