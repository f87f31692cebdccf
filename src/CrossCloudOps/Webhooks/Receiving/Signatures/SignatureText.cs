using System.Buffers;
using System.Globalization;

namespace CrossCloudOps.Webhooks.Receiving.Signatures;

/// <summary>What stands in signature headers, read without surprises.</summary>
internal static class SignatureText
{
    /// <summary>More than any sender signs with while it changes its secret; each may cost a hash of the body.</summary>
    public const int MostSignatures = 10;

    private const int LongestTime = 11;

    public static bool TryHex(ReadOnlySpan<char> text, Span<byte> bytes) =>
        text.Length == 2 * bytes.Length && Convert.FromHexString(text, bytes, out _, out _) == OperationStatus.Done;

    public static bool TryBase64(ReadOnlySpan<char> text, Span<byte> bytes) =>
        text.Length == Base64Length(bytes.Length) && Convert.TryFromBase64Chars(text, bytes, out var length) && length == bytes.Length;

    /// <summary>Whole seconds since 1970, in digits alone.</summary>
    public static bool TryTime(string text, out long seconds) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seconds) && text.Length <= LongestTime;

    public static bool IsNear(long seconds, DateTimeOffset now, TimeSpan tolerance) => Math.Abs(now.ToUnixTimeSeconds() - seconds) <= tolerance.TotalSeconds;

    public static int Base64Length(int bytes) => (bytes + 2) / 3 * 4;
}
