using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CrossCloudOps.Emulators.Slack;

/// <summary>Signs requests as Slack does: https://docs.slack.dev/authentication/verifying-requests-from-slack</summary>
public static class SlackRequestSigner
{
    public const string SignatureHeader = "X-Slack-Signature";

    public const string TimestampHeader = "X-Slack-Request-Timestamp";

    /// <summary>The value of <see cref="SignatureHeader"/> for a body sent at a Unix time in seconds.</summary>
    public static string Sign(string secret, long timestamp, ReadOnlySpan<byte> body)
    {
        var prefix = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"v0:{timestamp}:"));
        byte[] signed = [.. prefix, .. body];
        return "v0=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed));
    }

    public static string Sign(string secret, long timestamp, string body) =>
        Sign(secret, timestamp, Encoding.UTF8.GetBytes(body));
}
