using System.Buffers.Text;
using System.Text.Json;

namespace CrossCloudOps.Emulators.Sts;

/// <summary>A JSON web token, taken apart; nobody verified it.</summary>
internal sealed record WebIdentity(string Issuer, string Audience, string Subject, DateTimeOffset ExpiresAt, string KeyId, string Signed, byte[] Signature)
{
    private const int Longest = 20_000;

    public static WebIdentity Parse(string token)
    {
        if (token.Length is < 4 or > Longest)
        {
            throw StsException.Invalid($"1 validation error detected: Value at 'webIdentityToken' failed to satisfy constraint: Member must have length between 4 and {Longest}");
        }

        try
        {
            var parts = token.Split('.');
            using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0]));
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
            if (header.RootElement.GetProperty("alg").GetString() != "RS256")
            {
                throw StsException.BadToken("The ID Token provided is not signed with a supported algorithm");
            }

            return new WebIdentity(
                Text(claims, "iss"),
                Text(claims, "aud"),
                Text(claims, "sub"),
                DateTimeOffset.FromUnixTimeSeconds(claims.RootElement.GetProperty("exp").GetInt64()),
                Text(header, "kid"),
                $"{parts[0]}.{parts[1]}",
                Base64Url.DecodeFromChars(parts[2]));
        }
        catch (Exception e) when (e is FormatException or JsonException or IndexOutOfRangeException or KeyNotFoundException or InvalidOperationException)
        {
            throw StsException.BadToken("The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)");
        }
    }

    private static string Text(JsonDocument document, string name) => document.RootElement.GetProperty(name).GetString()!;
}
