using System.Buffers.Text;
using System.Globalization;
using System.Text;
using CrossCloudOps.Emulators.Logs.Groups;

namespace CrossCloudOps.Emulators.Logs.Operations;

/// <summary>
/// "The token expires after 24 hours." It goes with the request that it was given for: the same operation, group and filters. No two are
/// the same, even for the same position: paginators take a token that comes twice for a loop.
/// </summary>
internal static class PageToken
{
    private const long Lifetime = 24 * 60 * 60 * 1000;

    /// <summary>The position in a token; null without one.</summary>
    public static string? Read(string? token, string scope, LogsAccount account)
    {
        if (token is null)
        {
            return null;
        }

        return Decode(token)?.Split('\n', 4) is [var issuedAt, _, var given, var position] && given == Digest(scope)
            && long.TryParse(issuedAt, NumberStyles.None, CultureInfo.InvariantCulture, out var issued) && account.Now <= issued + Lifetime
            ? position : throw LogsErrors.InvalidToken();
    }

    public static string Write(string position, string scope, LogsAccount account) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{account.Now}\n{account.NextNumber()}\n{Digest(scope)}\n{position}")));

    private static string? Decode(string token)
    {
        try
        {
            return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>FNV-1a, for that a token says little about what it was given for.</summary>
    private static string Digest(string scope)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in scope)
        {
            hash = unchecked((hash ^ letter) * 1099511628211UL);
        }

        return hash.ToString("x", CultureInfo.InvariantCulture);
    }
}
