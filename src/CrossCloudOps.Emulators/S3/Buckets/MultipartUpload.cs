using System.Globalization;
using CrossCloudOps.Emulators.S3.Checksums;

namespace CrossCloudOps.Emulators.S3.Buckets;

/// <summary>One part that arrived.</summary>
internal sealed record UploadedPart(byte[] Bytes, byte[] Md5, Checksum? Checksum)
{
    public string ETag => $"\"{Convert.ToHexStringLower(Md5)}\"";
}

/// <summary>A part as the call that completes the upload names it.</summary>
internal sealed record NamedPart(int Number, string ETag, IReadOnlyDictionary<ChecksumAlgorithm, string> Checksums);

/// <summary>
/// An object that comes in parts.
/// <see href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html"/>
/// </summary>
internal sealed class MultipartUpload(string id, string key, ObjectHeaders headers, DateTimeOffset begunAt)
{
    private const int SmallestPart = 5 * 1024 * 1024;

    private readonly Dictionary<int, UploadedPart> _parts = [];

    public string Id => id;

    public string Key => key;

    public ObjectHeaders Headers => headers;

    public DateTimeOffset BegunAt => begunAt;

    public ChecksumAlgorithm? Algorithm { get; init; }

    /// <summary>Whether the object's checksum is that of its bytes, not that of its parts' checksums.</summary>
    public bool WholeObject { get; init; }

    public UploadedPart Add(int number, byte[] bytes, Checksum? checksum) =>
        _parts[number] = new UploadedPart(bytes, ObjectContent.Md5(bytes), checksum ?? (Algorithm is { } own ? Checksum.Of(own, bytes) : null));

    public ObjectContent Assemble(IReadOnlyList<NamedPart> named)
    {
        var parts = Choose(named);
        var bytes = new byte[parts.Sum(static part => (long)part.Bytes.Length)];
        var at = 0;
        foreach (var part in parts)
        {
            part.Bytes.CopyTo(bytes, at);
            at += part.Bytes.Length;
        }

        var count = parts.Count.ToString(CultureInfo.InvariantCulture);
        var eTag = $"\"{Convert.ToHexStringLower(ObjectContent.Md5([.. parts.SelectMany(static part => part.Md5)]))}-{count}\"";
        return new ObjectContent(bytes, eTag, ChecksumOf(bytes, parts));
    }

    private Checksum ChecksumOf(byte[] bytes, List<UploadedPart> parts)
    {
        if (Algorithm is not { } algorithm || WholeObject)
        {
            return Checksum.Of(Algorithm ?? ChecksumAlgorithm.Crc64Nvme, bytes);
        }

        var all = parts.SelectMany(part => algorithm.Compute(part.Bytes)).ToArray();
        return new Checksum(algorithm, $"{Checksum.Of(algorithm, all).Value}-{parts.Count.ToString(CultureInfo.InvariantCulture)}", IsComposite: true);
    }

    private List<UploadedPart> Choose(IReadOnlyList<NamedPart> named)
    {
        List<UploadedPart> chosen = [];
        var before = 0;
        foreach (var name in named)
        {
            if (name.Number <= before)
            {
                throw S3Errors.InvalidPartOrder();
            }

            before = name.Number;
            chosen.Add(_parts.TryGetValue(name.Number, out var part) && Fits(part, name) ? part : throw S3Errors.InvalidPart());
        }

        return chosen.SkipLast(1).Any(static part => part.Bytes.Length < SmallestPart) ? throw S3Errors.EntityTooSmall() : chosen;
    }

    private static bool Fits(UploadedPart part, NamedPart name) =>
        ETags.Bare(part.ETag) == ETags.Bare(name.ETag) && name.Checksums.All(sum => Checksum.Of(sum.Key, part.Bytes).Value == sum.Value);
}
