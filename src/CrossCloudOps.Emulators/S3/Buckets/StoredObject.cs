using System.Collections.Frozen;
using System.Security.Cryptography;
using CrossCloudOps.Emulators.S3.Checksums;

namespace CrossCloudOps.Emulators.S3.Buckets;

/// <summary>An object under its key; replaced as a whole, never changed.</summary>
internal sealed record StoredObject(string Key, ObjectContent Content, ObjectHeaders Headers, DateTimeOffset LastModified);

/// <summary>The bytes and what S3 computes from them.</summary>
internal sealed class ObjectContent(byte[] bytes, string eTag, Checksum checksum)
{
    /// <summary>Written in one call: its ETag is its MD5, and without a checksum of the writer's S3 takes its own.</summary>
    public ObjectContent(byte[] bytes, Checksum? checksum = null)
        : this(bytes, $"\"{Convert.ToHexStringLower(Md5(bytes))}\"", checksum ?? Checksum.Of(ChecksumAlgorithm.Crc64Nvme, bytes))
    {
    }

    public byte[] Bytes => bytes;

    /// <summary>With its quotation marks.</summary>
    public string ETag => eTag;

    public Checksum Checksum => checksum;

#pragma warning disable CA5351 // The protocol's own digest; nothing secret hangs on it.
    public static byte[] Md5(ReadOnlySpan<byte> bytes) => MD5.HashData(bytes);
#pragma warning restore CA5351
}

/// <summary>What a writer says besides the content, and every reader gets back.</summary>
internal sealed record ObjectHeaders
{
    public string ContentType { get; init; } = "binary/octet-stream";

    /// <summary>By names without <c>x-amz-meta-</c>, in lower case.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary><c>Cache-Control</c> and others that S3 keeps as they come.</summary>
    public IReadOnlyDictionary<string, string> Others { get; init; } = FrozenDictionary<string, string>.Empty;
}
