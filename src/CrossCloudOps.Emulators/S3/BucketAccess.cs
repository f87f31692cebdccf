using CrossCloudOps.Emulators.S3.Buckets;

namespace CrossCloudOps.Emulators.S3;

/// <summary>A bucket from the inside, for tests.</summary>
public sealed class BucketAccess
{
    private readonly S3Bucket _bucket;

    internal BucketAccess(S3Bucket bucket) => _bucket = bucket;

    /// <summary>The bucket's name.</summary>
    public string Name => _bucket.Name;

    /// <summary>All keys in S3's order.</summary>
    public IReadOnlyList<string> Keys => [.. _bucket.All.Select(static one => one.Key)];

    /// <summary>All objects in the order of their keys.</summary>
    public IReadOnlyList<S3ObjectSnapshot> Objects => [.. _bucket.All.Select(Snapshot)];

    /// <summary>How many multipart uploads were begun and neither completed nor aborted.</summary>
    public int UploadsInProgress => _bucket.UploadsInProgress;

    /// <summary>An object; null if there is none of that key.</summary>
    public S3ObjectSnapshot? Read(string key) => _bucket.Find(key) is { } found ? Snapshot(found) : null;

    /// <summary>Puts objects into the bucket, over those that are there.</summary>
    public void Seed(params ReadOnlySpan<SeedObject> objects)
    {
        foreach (var seed in objects)
        {
            var content = new ObjectContent(seed.Content.ToArray());
            var about = new ObjectHeaders { ContentType = seed.ContentType, Metadata = seed.Metadata };
            _bucket.Put(seed.Key, content, about, WriteCondition.None, seed.LastModified);
        }
    }

    /// <summary>Puts an object with a text into the bucket, over the one that is there.</summary>
    public void Seed(string key, string text) => Seed(new SeedObject(key, text));

    /// <summary>Removes an object, if it is there.</summary>
    public void Remove(string key) => _bucket.Delete(key, ifMatch: null);

    private static S3ObjectSnapshot Snapshot(StoredObject stored) => new(stored.Key, stored.Content.Bytes)
    {
        ETag = stored.Content.ETag,
        LastModified = stored.LastModified,
        ContentType = stored.Headers.ContentType,
        Metadata = stored.Headers.Metadata,
    };
}
