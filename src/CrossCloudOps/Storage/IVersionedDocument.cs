namespace CrossCloudOps.Storage;

/// <summary>A JSON document whose <c>schema</c> number says which form it has.</summary>
internal interface IVersionedDocument
{
    /// <summary>The newest form this build knows; it reads 1 up to this one.</summary>
    static abstract int CurrentSchema { get; }

    int Schema { get; }
}

/// <summary>A document as read, with its value. Both times are the store's own.</summary>
internal sealed record Stored<T>(T Value, string ETag, DateTimeOffset LastModified, DateTimeOffset ReadAt);
