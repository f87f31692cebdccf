using System.Globalization;
using CrossCloudOps.Emulators.Aws.Iam;

namespace CrossCloudOps.Emulators.S3.Buckets;

/// <summary>The errors of the service. <see href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html"/></summary>
internal static class S3Errors
{
    public const string NoKey = "NoSuchKey";

    public static S3Exception AccessDenied() => new("AccessDenied", 403, "Access Denied");

    /// <summary>S3 puts resources into quotation marks there, and names none where all buckets are meant.</summary>
    public static S3Exception AccessDenied(IamRefusal refusal) =>
        new("AccessDenied", 403, refusal.Sentence(resource: $"\"{refusal.Need.Resource}\""));

    public static S3Exception NoSuchBucket(string name) =>
        new("NoSuchBucket", 404, "The specified bucket does not exist") { Details = [("BucketName", name)] };

    public static S3Exception InvalidBucketName(string name) =>
        new("InvalidBucketName", 400, "The specified bucket is not valid.") { Details = [("BucketName", name)] };

    public static S3Exception BucketAlreadyOwnedByYou(string name) =>
        new("BucketAlreadyOwnedByYou", 409, "Your previous request to create the named bucket succeeded and you already own it.")
        {
            Details = [("BucketName", name)],
        };

    public static S3Exception BucketNotEmpty(string name) =>
        new("BucketNotEmpty", 409, "The bucket you tried to delete is not empty") { Details = [("BucketName", name)] };

    public static S3Exception NoSuchKey(string key) => new(NoKey, 404, "The specified key does not exist.") { Details = [("Key", key)] };

    public static S3Exception KeyTooLong(int size, int most) =>
        new("KeyTooLongError", 400, "Your key is too long") { Details = [("Size", Text(size)), ("MaxSizeAllowed", Text(most))] };

    public static S3Exception InvalidUri() => new("InvalidURI", 400, "Couldn't parse the specified URI.");

    public static S3Exception PreconditionFailed(string condition) =>
        new("PreconditionFailed", 412, "At least one of the pre-conditions you specified did not hold") { Details = [("Condition", condition)] };

    public static S3Exception InvalidRange(string range, long size) =>
        new("InvalidRange", 416, "The requested range is not satisfiable") { Details = [("RangeRequested", range), ("ActualObjectSize", Text(size))] };

    public static S3Exception InvalidArgument(string name, string? value, string message) =>
        new("InvalidArgument", 400, message) { Details = [("ArgumentName", name), ("ArgumentValue", value ?? "")] };

    public static S3Exception InvalidRequest(string message) => new("InvalidRequest", 400, message);

    public static S3Exception InvalidDigest() => new("InvalidDigest", 400, "The Content-MD5 you specified was invalid.");

    public static S3Exception BadDigest(string what) => new("BadDigest", 400, $"The {what} you specified did not match what we received.");

    public static S3Exception ContentSha256Mismatch() =>
        new("XAmzContentSHA256Mismatch", 400, "The provided 'x-amz-content-sha256' header does not match what was computed.");

    public static S3Exception IncompleteBody(string message) => new("IncompleteBody", 400, message);

    public static S3Exception MalformedTrailer() =>
        new("MalformedTrailerError", 400, "The request contained trailing data that was not well-formed or did not conform to our published schema.");

    public static S3Exception MissingContentLength() => new("MissingContentLength", 411, "You must provide the Content-Length HTTP header.");

    public static S3Exception EntityTooLarge(long size, long most) =>
        new("EntityTooLarge", 400, "Your proposed upload exceeds the maximum allowed size")
        {
            Details = [("ProposedSize", Text(size)), ("MaxSizeAllowed", Text(most))],
        };

    public static S3Exception MetadataTooLarge(int size, int most) =>
        new("MetadataTooLarge", 400, "Your metadata headers exceed the maximum allowed metadata size")
        {
            Details = [("Size", Text(size)), ("MaxSizeAllowed", Text(most))],
        };

    public static S3Exception MalformedXml() =>
        new("MalformedXML", 400, "The XML you provided was not well-formed or did not validate against our published schema");

    public static S3Exception NoSuchUpload(string id) =>
        new("NoSuchUpload", 404, "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.")
        {
            Details = [("UploadId", id)],
        };

    public static S3Exception InvalidPart() =>
        new("InvalidPart", 400, "One or more of the specified parts could not be found. The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.");

    public static S3Exception InvalidPartOrder() =>
        new("InvalidPartOrder", 400, "The list of parts was not in ascending order. The parts list must be specified in order by part number.");

    public static S3Exception EntityTooSmall() => new("EntityTooSmall", 400, "Your proposed upload is smaller than the minimum allowed size");

    public static S3Exception MethodNotAllowed() => new("MethodNotAllowed", 405, "The specified method is not allowed against this resource.");

    public static S3Exception NotImplemented(string header) =>
        new("NotImplemented", 501, "A header you provided implies functionality that is not implemented") { Details = [("Header", header)] };

    /// <summary>What S3 can do and this emulator cannot.</summary>
    public static S3Exception NotEmulated(string what) => new("NotImplemented", 501, $"This emulator does not know {what}.");

    /// <summary>An error that a test asked for.</summary>
    public static S3Exception Ordered(Fault fault) =>
        new(fault.Code, fault.Status, $"{fault.Code} was asked for by a test.") { RetryAfter = fault.RetryAfter };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
