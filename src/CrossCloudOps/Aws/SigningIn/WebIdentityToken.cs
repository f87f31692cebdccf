using System.Buffers.Text;
using System.Text.Json;

namespace CrossCloudOps.Aws.SigningIn;

/// <summary>
/// What our own token says of itself, for those who must find out why AWS does not take it. Nothing here is verified: AWS does that.
/// <see href="https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference"/>
/// </summary>
internal sealed record WebIdentityToken(string? Issuer, string? Audience, string? Subject, DateTimeOffset? ExpiresAt)
{
    /// <summary>Issuers of v2.0 tokens begin with it; AWS's OIDC provider for a tenant is made for v1.0 tokens.</summary>
    private const string SecondVersion = "https://login.microsoftonline.com/";

    /// <summary>One that cannot be read says nothing.</summary>
    public static WebIdentityToken Unreadable { get; } = new(null, null, null, null);

    public bool IsOfSecondVersion => Issuer?.StartsWith(SecondVersion, StringComparison.Ordinal) == true;

    public static WebIdentityToken Read(string token)
    {
        try
        {
            return token.Split('.') is [_, var payload, _] ? Read(Base64Url.DecodeFromChars(payload)) : Unreadable;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return Unreadable;
        }
    }

    private static WebIdentityToken Read(byte[] payload)
    {
        using var claims = JsonDocument.Parse(payload);
        return claims.RootElement.ValueKind != JsonValueKind.Object
            ? Unreadable
            : new WebIdentityToken(
                Text(claims.RootElement, "iss"),
                Text(claims.RootElement, "aud"),
                Text(claims.RootElement, "sub"),
                claims.RootElement.TryGetProperty("exp", out var exp) && exp.TryGetInt64(out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null);
    }

    private static string? Text(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var claim) && claim.ValueKind == JsonValueKind.String ? claim.GetString() : null;
}
