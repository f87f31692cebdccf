using CrossCloudOps.Emulators.S3.Buckets;
using CrossCloudOps.Emulators.S3.Wire;

namespace CrossCloudOps.Emulators.S3.Operations;

internal static class BucketOperations
{
    /// <summary>Whose Region has no name in an answer about a bucket's place.</summary>
    private const string FirstRegion = "us-east-1";

    public static S3Answer ListBuckets(S3Call call) => S3Xml.Answer(S3Xml.Element(
        "ListAllMyBucketsResult",
        S3Xml.Element(
            "Buckets",
            call.Account.Buckets.Select(bucket => S3Xml.Element(
                "Bucket",
                S3Xml.Element("Name", bucket.Name),
                S3Xml.Element("CreationDate", S3Xml.Time(bucket.CreatedAt)),
                S3Xml.Element("BucketRegion", call.Account.Options.Region)))),
        Owner.Element()));

    public static S3Answer CreateBucket(S3Call call) =>
        call.Account.Create(call.BucketName)
            ? new S3Answer().With("Location", $"/{call.BucketName}")
            : throw S3Errors.BucketAlreadyOwnedByYou(call.BucketName);

    public static S3Answer HeadBucket(S3Call call)
    {
        _ = call.Bucket;
        return new S3Answer().With("x-amz-bucket-region", call.Account.Options.Region);
    }

    public static S3Answer GetBucketLocation(S3Call call)
    {
        _ = call.Bucket;
        var region = call.Account.Options.Region;
        return S3Xml.Answer(S3Xml.Element("LocationConstraint", region == FirstRegion ? null : region));
    }

    public static S3Answer DeleteBucket(S3Call call)
    {
        call.Account.Delete(call.BucketName);
        return S3Answer.NoContent;
    }
}
