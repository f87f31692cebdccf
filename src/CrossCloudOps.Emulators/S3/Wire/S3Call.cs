using CrossCloudOps.Emulators.Aws.Iam;
using CrossCloudOps.Emulators.S3.Buckets;
using Microsoft.AspNetCore.Http;

namespace CrossCloudOps.Emulators.S3.Wire;

/// <summary>One request, its body read and found to be what its sender meant.</summary>
internal sealed class S3Call(S3Account account, HttpRequest request, S3Address address, Payload payload, IamCaller? caller)
{
    public S3Account Account => account;

    public Payload Payload => payload;

    /// <summary>Who calls, if held to a policy.</summary>
    public IamCaller? Caller => caller;

    public string BucketName => address.Bucket!;

    public S3Bucket Bucket => account.Bucket(BucketName);

    public string Key => address.Key!;

    public string? Header(string name) => request.Headers.TryGetValue(name, out var values) ? values.ToString() : null;

    public IEnumerable<(string Name, string Value)> Headers => request.Headers.Select(static header => (header.Key, header.Value.ToString()));

    public string? Query(string name) => request.Query.TryGetValue(name, out var values) ? values.ToString() : null;

    public WriteCondition Condition => new(IfAbsent(), Header("If-Match"));

    private bool IfAbsent() => Header("If-None-Match") switch
    {
        null => false,
        "*" => true,
        _ => throw S3Errors.NotImplemented("If-None-Match"),
    };
}
