namespace CrossCloudOps.Emulators.S3.Checksums;

/// <summary>A checksum as it stands on the wire, in base64; of several parts' checksums, with their number, when it is composite.</summary>
internal sealed record Checksum(ChecksumAlgorithm Algorithm, string Value, bool IsComposite = false)
{
    public string Type => IsComposite ? "COMPOSITE" : "FULL_OBJECT";

    public static Checksum Of(ChecksumAlgorithm algorithm, ReadOnlySpan<byte> bytes) => new(algorithm, Convert.ToBase64String(algorithm.Compute(bytes)));
}
