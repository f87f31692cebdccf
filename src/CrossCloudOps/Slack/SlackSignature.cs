using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CrossCloudOps.Slack;

internal enum SlackSignatureCheck
{
    Valid,
    MissingTimestamp,
    MalformedTimestamp,
    TimestampTooFarAway,
    MissingSignature,
    MalformedSignature,
    Mismatch,
}

/// <summary>Slack's signature of a request. <see href="https://docs.slack.dev/authentication/verifying-requests-from-slack"/></summary>
internal static class SlackSignature
{
    public const string TimestampHeader = "X-Slack-Request-Timestamp";
    public const string SignatureHeader = "X-Slack-Signature";

    /// <summary>Slack writes lower case, and a second spelling of one signature would be a second request.</summary>
    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    private const int HashBytes = 32;
    private const string Version = "v0";

    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Checks the raw bytes of a request, before anything of it is parsed. Each header must stand exactly once.</summary>
    public static SlackSignatureCheck Check(string? timestamp, string? signature, ReadOnlySpan<byte> body, string secret, DateTimeOffset now, TimeSpan? tolerance = null)
    {
        if (string.IsNullOrEmpty(timestamp))
        {
            return SlackSignatureCheck.MissingTimestamp;
        }

        if (timestamp.Length > 11 || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return SlackSignatureCheck.MalformedTimestamp;
        }

        if (Math.Abs(now.ToUnixTimeSeconds() - seconds) > (tolerance ?? Tolerance).TotalSeconds)
        {
            return SlackSignatureCheck.TimestampTooFarAway;
        }

        if (string.IsNullOrEmpty(signature))
        {
            return SlackSignatureCheck.MissingSignature;
        }

        Span<byte> given = stackalloc byte[HashBytes];
        if (!signature.StartsWith($"{Version}=", StringComparison.Ordinal)
            || signature.Length != Version.Length + 1 + (2 * HashBytes)
            || signature.AsSpan(Version.Length + 1).ContainsAnyExcept(Hex)
            || Convert.FromHexString(signature.AsSpan(Version.Length + 1), given, out _, out _) != OperationStatus.Done)
        {
            return SlackSignatureCheck.MalformedSignature;
        }

        Span<byte> expected = stackalloc byte[HashBytes];
        Hash(timestamp, body, secret, expected);
        return CryptographicOperations.FixedTimeEquals(given, expected) ? SlackSignatureCheck.Valid : SlackSignatureCheck.Mismatch;
    }

    private static void Hash(string timestamp, ReadOnlySpan<byte> body, string secret, Span<byte> hash)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.ASCII.GetBytes($"{Version}:{timestamp}:"));
        hmac.AppendData(body);
        hmac.GetHashAndReset(hash);
    }
}
