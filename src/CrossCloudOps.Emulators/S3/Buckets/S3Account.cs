using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;

namespace CrossCloudOps.Emulators.S3.Buckets;

/// <summary>All buckets.</summary>
internal sealed partial class S3Account(S3EmulatorOptions options)
{
    private readonly ConcurrentDictionary<string, S3Bucket> _buckets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _denied = new(StringComparer.Ordinal);

    public S3EmulatorOptions Options => options;

    public TimeProvider Time => options.TimeProvider;

    /// <summary>Where the service listens.</summary>
    public Uri Endpoint { get; set; } = new("http://127.0.0.1");

    public IEnumerable<S3Bucket> Buckets => _buckets.Values.OrderBy(static bucket => bucket.Name, StringComparer.Ordinal);

    public S3Bucket? Find(string name) => _buckets.GetValueOrDefault(name);

    public S3Bucket Bucket(string name) => Find(name) ?? throw S3Errors.NoSuchBucket(name);

    /// <summary>Creates a bucket; false if it is there.</summary>
    public bool Create(string name)
    {
        if (!Name().IsMatch(name) || name.Contains("..", StringComparison.Ordinal) || IPAddress.TryParse(name, out _))
        {
            throw S3Errors.InvalidBucketName(name);
        }

        return _buckets.TryAdd(name, new S3Bucket(name, Time));
    }

    public void Delete(string name)
    {
        if (Bucket(name).All.Count > 0)
        {
            throw S3Errors.BucketNotEmpty(name);
        }

        _buckets.TryRemove(name, out _);
    }

    public void Deny(string name) => _denied[name] = true;

    public void Allow(string name) => _denied.TryRemove(name, out _);

    public bool IsDenied(string name) => _denied.ContainsKey(name);

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")]
    private static partial Regex Name();
}
