using CrossCloudOps.Emulators.Aws.Iam;
using CrossCloudOps.Emulators.S3.Buckets;
using Microsoft.AspNetCore.Http;

namespace CrossCloudOps.Emulators.S3.Wire;

/// <summary>
/// What each operation needs. Actions are named after what is done, not after operations.
/// <see href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html"/>
/// </summary>
internal static class S3Rights
{
    private static readonly string[] ListKeys = ["prefix", "delimiter", "max-keys"];

    /// <summary>Null where S3 asks for nothing: it tells everybody that a bucket is not there.</summary>
    public static IReadOnlyList<IamNeed>? Of(string operation, S3Address address, HttpRequest request, S3Account account)
    {
        if (operation is "ListBuckets")
        {
            return [new IamNeed("s3:ListAllMyBuckets", "*")];
        }

        var bucket = ArnOf(address.Bucket!);
        if (operation is "CreateBucket")
        {
            return [new IamNeed("s3:CreateBucket", bucket)];
        }

        return account.Find(address.Bucket!) is null ? null : operation switch
        {
            "ListObjects" or "ListObjectsV2" => [new IamNeed("s3:ListBucket", bucket) { Keys = KeysOf(request) }],
            "HeadBucket" => [new IamNeed("s3:ListBucket", bucket)],
            "GetBucketLocation" or "DeleteBucket" => [new IamNeed($"s3:{operation}", bucket)],
            "DeleteObjects" => [],
            "DeleteObject" => ToDelete(address.Bucket!, address.Key!, request.Headers.IfMatch),
            "GetObject" or "HeadObject" => [new IamNeed("s3:GetObject", $"{bucket}/{address.Key}")],
            "AbortMultipartUpload" => [new IamNeed("s3:AbortMultipartUpload", $"{bucket}/{address.Key}")],
            "PutObject" or "CreateMultipartUpload" or "UploadPart" or "CompleteMultipartUpload" =>
                WithCondition(new IamNeed("s3:PutObject", $"{bucket}/{address.Key}"), request.Headers.IfMatch),
            _ => throw S3Errors.NotEmulated($"which right {operation} needs"),
        };
    }

    public static IReadOnlyList<IamNeed> ToDelete(string bucket, string key, string? ifMatch) =>
        WithCondition(new IamNeed("s3:DeleteObject", $"{ArnOf(bucket)}/{key}"), ifMatch);

    /// <summary>
    /// To be told 404 and not 403 of an object that is not there. There is no prefix in the call, so a condition on it does not hold.
    /// <see href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html"/>
    /// </summary>
    public static IamNeed ToSee(string bucket) => new("s3:ListBucket", ArnOf(bucket));

    /// <summary>
    /// Who writes or deletes only what has a certain ETag must be allowed to read it.
    /// <see href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes-enforce.html"/>
    /// </summary>
    private static IReadOnlyList<IamNeed> WithCondition(IamNeed need, string? ifMatch) =>
        string.IsNullOrEmpty(ifMatch) || ifMatch == "*" ? [need] : [need, need with { Action = "s3:GetObject" }];

    private static string ArnOf(string bucket) => $"arn:aws:s3:::{bucket}";

    private static Dictionary<string, string> KeysOf(HttpRequest request) =>
        ListKeys.Where(request.Query.ContainsKey).ToDictionary(static key => $"s3:{key}", key => request.Query[key].ToString());
}
