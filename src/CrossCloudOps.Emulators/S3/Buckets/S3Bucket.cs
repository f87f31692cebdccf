using CrossCloudOps.Emulators.S3.Checksums;

namespace CrossCloudOps.Emulators.S3.Buckets;

/// <summary>The objects of one bucket. Each call is one moment: no other comes in between.</summary>
internal sealed class S3Bucket(string name, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, StoredObject> _objects = new(KeyOrder.Instance);
    private readonly Dictionary<string, MultipartUpload> _uploads = [];

    public string Name => name;

    public DateTimeOffset CreatedAt { get; } = Now(time);

    public int UploadsInProgress
    {
        get
        {
            lock (_gate)
            {
                return _uploads.Count;
            }
        }
    }

    public IReadOnlyList<StoredObject> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _objects.Values];
            }
        }
    }

    public StoredObject? Find(string key)
    {
        lock (_gate)
        {
            return _objects.GetValueOrDefault(key);
        }
    }

    public StoredObject Put(string key, ObjectContent content, ObjectHeaders headers, WriteCondition condition, DateTimeOffset? lastModified = null)
    {
        lock (_gate)
        {
            condition.Check(_objects.GetValueOrDefault(key), key);
            return _objects[key] = new StoredObject(key, content, headers, lastModified is { } given ? WholeSeconds(given) : Now(time));
        }
    }

    public void Delete(string key, string? ifMatch)
    {
        lock (_gate)
        {
            WriteCondition.CheckMatch(ifMatch, _objects.GetValueOrDefault(key), key);
            _objects.Remove(key);
        }
    }

    public Listing List(ListTerms terms)
    {
        lock (_gate)
        {
            return Listing.Of(_objects.Values, terms);
        }
    }

    public MultipartUpload BeginUpload(string key, ObjectHeaders headers, ChecksumAlgorithm? algorithm, bool wholeObject)
    {
        lock (_gate)
        {
            var upload = new MultipartUpload(Guid.NewGuid().ToString("N"), key, headers, Now(time)) { Algorithm = algorithm, WholeObject = wholeObject };
            return _uploads[upload.Id] = upload;
        }
    }

    /// <summary>An upload that is in progress.</summary>
    public MultipartUpload Upload(string id, string key)
    {
        lock (_gate)
        {
            return _uploads.TryGetValue(id, out var upload) && upload.Key == key ? upload : throw S3Errors.NoSuchUpload(id);
        }
    }

    public UploadedPart AddPart(MultipartUpload upload, int number, byte[] bytes, Checksum? checksum)
    {
        lock (_gate)
        {
            return upload.Add(number, bytes, checksum);
        }
    }

    /// <summary>The object is as old as the upload's begin, as in S3.</summary>
    public StoredObject Complete(MultipartUpload upload, IReadOnlyList<NamedPart> parts, WriteCondition condition)
    {
        lock (_gate)
        {
            condition.Check(_objects.GetValueOrDefault(upload.Key), upload.Key);
            var content = upload.Assemble(parts);
            _uploads.Remove(upload.Id);
            return _objects[upload.Key] = new StoredObject(upload.Key, content, upload.Headers, upload.BegunAt);
        }
    }

    public void Abort(MultipartUpload upload)
    {
        lock (_gate)
        {
            _uploads.Remove(upload.Id);
        }
    }

    private static DateTimeOffset Now(TimeProvider time) => WholeSeconds(time.GetUtcNow());

    private static DateTimeOffset WholeSeconds(DateTimeOffset moment) => DateTimeOffset.FromUnixTimeSeconds(moment.ToUnixTimeSeconds());
}
