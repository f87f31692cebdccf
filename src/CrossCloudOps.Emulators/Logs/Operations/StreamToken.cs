using System.Globalization;
using CrossCloudOps.Emulators.Logs.Groups;

namespace CrossCloudOps.Emulators.Logs.Operations;

/// <summary>A place in a stream and the way to go from there: <c>f/…/s</c> or <c>b/…/s</c>, for 24 hours.</summary>
internal static class StreamToken
{
    private const long Lifetime = 24 * 60 * 60 * 1000;

    public static (EventKey From, bool Forward)? Read(string? token, long now)
    {
        if (token is null)
        {
            return null;
        }

        return token.Split('/') is ["f" or "b", var id, var issuedAt, "s"]
            && EventKey.FromId(id) is { } key
            && long.TryParse(issuedAt, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var issued) && now <= issued + Lifetime
                ? (key, token[0] == 'f') : throw LogsErrors.InvalidToken();
    }

    public static string Write(EventKey from, bool forward, long now) =>
        string.Create(CultureInfo.InvariantCulture, $"{(forward ? 'f' : 'b')}/{from.ToId()}/{now:x}/s");
}
