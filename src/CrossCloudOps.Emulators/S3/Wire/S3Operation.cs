using CrossCloudOps.Emulators.S3.Buckets;
using CrossCloudOps.Emulators.S3.Operations;
using Microsoft.AspNetCore.Http;

namespace CrossCloudOps.Emulators.S3.Wire;

/// <summary>One operation: its name in the API, how it is carried out, and whether its body is an object (else a document, or nothing).</summary>
internal sealed record S3Operation(string Name, Func<S3Call, S3Answer> Run, bool TakesObject = false)
{
    /// <summary>What stands in the query of operations that this emulator does not have; without this they would pass for others.</summary>
    private static readonly HashSet<string> Unknown = new(StringComparer.Ordinal)
    {
        "abac", "accelerate", "acl", "analytics", "annotation", "attributes", "cors", "encryption", "intelligent-tiering", "inventory",
        "legal-hold", "lifecycle", "logging", "metadataConfiguration", "metadataTable", "metrics", "notification", "object-lock",
        "ownershipControls", "policy", "policyStatus", "publicAccessBlock", "renameObject", "replication", "requestPayment", "restore",
        "retention", "select", "session", "tagging", "torrent", "versionId", "versioning", "versions", "website",
    };

    /// <summary>What a request asks for.</summary>
    /// <exception cref="S3Exception">Nothing of S3, or nothing of this emulator.</exception>
    public static S3Operation Of(HttpRequest request, S3Address address)
    {
        if (request.Query.Keys.FirstOrDefault(Unknown.Contains) is { } unknown)
        {
            throw S3Errors.NotEmulated($"the subresource {unknown}");
        }

        bool Has(string name) => request.Query.ContainsKey(name);
        return address switch
        {
            { Bucket: null } => OfAccount(request.Method),
            { Key: null } => OfBucket(request.Method, Has),
            _ => OfObject(request, Has),
        };
    }

    private static S3Operation OfAccount(string method) =>
        method == "GET" ? new("ListBuckets", BucketOperations.ListBuckets) : throw S3Errors.MethodNotAllowed();

    private static S3Operation OfBucket(string method, Func<string, bool> has) => method switch
    {
        "GET" when has("location") => new("GetBucketLocation", BucketOperations.GetBucketLocation),
        "GET" when has("uploads") => throw S3Errors.NotEmulated("ListMultipartUploads"),
        "GET" when has("list-type") => new("ListObjectsV2", ListOperations.ListObjectsV2),
        "GET" => new("ListObjects", ListOperations.ListObjects),
        "HEAD" => new("HeadBucket", BucketOperations.HeadBucket),
        "PUT" => new("CreateBucket", BucketOperations.CreateBucket),
        "DELETE" => new("DeleteBucket", BucketOperations.DeleteBucket),
        "POST" when has("delete") => new("DeleteObjects", DeleteOperations.DeleteObjects),
        _ => throw S3Errors.MethodNotAllowed(),
    };

    private static S3Operation OfObject(HttpRequest request, Func<string, bool> has) => request.Method switch
    {
        "GET" or "HEAD" when has("partNumber") => throw S3Errors.NotEmulated("reading a part by its number"),
        "GET" when has("uploadId") => throw S3Errors.NotEmulated("ListParts"),
        "GET" => new("GetObject", ReadOperations.GetObject),
        "HEAD" => new("HeadObject", ReadOperations.HeadObject),
        "PUT" when request.Headers.ContainsKey("x-amz-copy-source") => throw S3Errors.NotEmulated("copying an object"),
        "PUT" when has("uploadId") => new("UploadPart", MultipartOperations.UploadPart, TakesObject: true),
        "PUT" => new("PutObject", WriteOperations.PutObject, TakesObject: true),
        "POST" when has("uploads") => new("CreateMultipartUpload", MultipartOperations.CreateMultipartUpload),
        "POST" when has("uploadId") => new("CompleteMultipartUpload", MultipartOperations.CompleteMultipartUpload),
        "DELETE" when has("uploadId") => new("AbortMultipartUpload", MultipartOperations.AbortMultipartUpload),
        "DELETE" => new("DeleteObject", DeleteOperations.DeleteObject),
        _ => throw S3Errors.MethodNotAllowed(),
    };
}
