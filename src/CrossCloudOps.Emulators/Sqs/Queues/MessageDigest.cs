using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CrossCloudOps.Emulators.Sqs.Queues;

/// <summary>
/// The digests by which a client checks what arrived.
/// <see href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html"/>
/// </summary>
internal static class MessageDigest
{
    private const byte TextMark = 1;
    private const byte BinaryMark = 2;

#pragma warning disable CA5351 // The protocol's own digest; nothing secret hangs on it.
    public static string Of(ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[MD5.HashSizeInBytes];
        MD5.HashData(body, hash);
        return Convert.ToHexStringLower(hash);
    }

    public static string OfAttributes(IReadOnlyDictionary<string, MessageAttribute> attributes)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        foreach (var (name, attribute) in attributes.OrderBy(attribute => attribute.Key, StringComparer.Ordinal))
        {
            Add(digest, Encoding.UTF8.GetBytes(name));
            Add(digest, Encoding.UTF8.GetBytes(attribute.DataType ?? string.Empty));
            digest.AppendData([attribute.BinaryValue is null ? TextMark : BinaryMark]);
            Add(digest, attribute.BinaryValue ?? Encoding.UTF8.GetBytes(attribute.StringValue ?? string.Empty));
        }

        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }
#pragma warning restore CA5351

    /// <summary>The deduplication id of content-based deduplication.</summary>
    public static string ContentId(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(SHA256.HashData(body));

    private static void Add(IncrementalHash digest, ReadOnlySpan<byte> value)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, value.Length);
        digest.AppendData(length);
        digest.AppendData(value);
    }
}
