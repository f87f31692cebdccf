using System.Text;

namespace CrossCloudOps.Emulators.S3;

/// <summary>An object as it stood in a bucket at one moment.</summary>
public sealed record S3ObjectSnapshot(string Key, ReadOnlyMemory<byte> Content)
{
    /// <summary>The content as UTF-8.</summary>
    public string Text => Encoding.UTF8.GetString(Content.Span);

    /// <summary>With its quotation marks, as on the wire.</summary>
    public required string ETag { get; init; }

    /// <summary>In whole seconds, as S3 keeps it.</summary>
    public required DateTimeOffset LastModified { get; init; }

    /// <summary><c>binary/octet-stream</c> where the writer named none.</summary>
    public required string ContentType { get; init; }

    /// <summary>User metadata, by names without <c>x-amz-meta-</c>.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }
}
