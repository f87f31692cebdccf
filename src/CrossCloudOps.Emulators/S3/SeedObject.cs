using System.Collections.Frozen;
using System.Text;

namespace CrossCloudOps.Emulators.S3;

/// <summary>An object to put into a bucket without a call.</summary>
public sealed record SeedObject(string Key, ReadOnlyMemory<byte> Content)
{
    /// <summary>An object with a text in UTF-8.</summary>
    public SeedObject(string key, string text)
        : this(key, Encoding.UTF8.GetBytes(text))
    {
    }

    /// <summary>The type that its writer named.</summary>
    public string ContentType { get; init; } = "binary/octet-stream";

    /// <summary>User metadata.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Now when null.</summary>
    public DateTimeOffset? LastModified { get; init; }
}
