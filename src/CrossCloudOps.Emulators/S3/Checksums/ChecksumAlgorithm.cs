using System.Buffers.Binary;
using System.Security.Cryptography;

namespace CrossCloudOps.Emulators.S3.Checksums;

/// <summary>
/// The checksums that travel with an object.
/// <see href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html"/>
/// </summary>
internal enum ChecksumAlgorithm
{
    Crc32,
    Crc32C,
    Crc64Nvme,
    Sha1,
    Sha256,
}

internal static class ChecksumAlgorithms
{
    private static readonly Crc Crc32 = new(0xEDB88320, bits: 32);
    private static readonly Crc Crc32C = new(0x82F63B78, bits: 32);
    private static readonly Crc Crc64Nvme = new(0x9A6C9329AC4BC9B5, bits: 64);

    public static IReadOnlyList<ChecksumAlgorithm> All { get; } = Enum.GetValues<ChecksumAlgorithm>();

    /// <summary>As in <c>x-amz-checksum-algorithm</c> and XML: <c>CRC64NVME</c>.</summary>
    public static string WireName(this ChecksumAlgorithm algorithm) => algorithm.ToString().ToUpperInvariant();

    /// <summary><c>x-amz-checksum-crc64nvme</c>.</summary>
    public static string Header(this ChecksumAlgorithm algorithm) => $"x-amz-checksum-{algorithm.ToString().ToLowerInvariant()}";

    /// <summary><c>ChecksumCRC64NVME</c>.</summary>
    public static string Element(this ChecksumAlgorithm algorithm) => $"Checksum{algorithm.WireName()}";

    public static ChecksumAlgorithm? Parse(string? wireName) =>
        All.Where(algorithm => algorithm.WireName().Equals(wireName, StringComparison.OrdinalIgnoreCase)).Select(static algorithm => (ChecksumAlgorithm?)algorithm).FirstOrDefault();

    public static byte[] Compute(this ChecksumAlgorithm algorithm, ReadOnlySpan<byte> bytes) => algorithm switch
    {
        ChecksumAlgorithm.Crc32 => Last(Crc32.Compute(bytes), sizeof(uint)),
        ChecksumAlgorithm.Crc32C => Last(Crc32C.Compute(bytes), sizeof(uint)),
        ChecksumAlgorithm.Crc64Nvme => Last(Crc64Nvme.Compute(bytes), sizeof(ulong)),
#pragma warning disable CA5350 // The protocol's own digest; nothing secret hangs on it.
        ChecksumAlgorithm.Sha1 => SHA1.HashData(bytes),
#pragma warning restore CA5350
        _ => SHA256.HashData(bytes),
    };

    private static byte[] Last(ulong value, int count)
    {
        Span<byte> all = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(all, value);
        return all[^count..].ToArray();
    }
}
