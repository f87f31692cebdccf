using System.Xml.Linq;
using CrossCloudOps.Emulators.S3.Buckets;
using CrossCloudOps.Emulators.S3.Wire;

namespace CrossCloudOps.Emulators.S3.Operations;

internal static class DeleteOperations
{
    private const int MostAtOnce = 1000;

    /// <summary>Done too when there was nothing. <see href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html"/></summary>
    public static S3Answer DeleteObject(S3Call call)
    {
        call.Bucket.Delete(call.Key, call.Header("If-Match"));
        return S3Answer.NoContent;
    }

    /// <summary><see href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html"/></summary>
    public static S3Answer DeleteObjects(S3Call call)
    {
        if (call.Payload.Checksum is null && call.Header("Content-MD5") is null)
        {
            throw S3Errors.InvalidRequest("Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
        }

        var bucket = call.Bucket;
        var request = S3Xml.Parse(call.Payload.Content, "Delete");
        var objects = request.Children("Object").ToList();
        if (objects.Count is 0 or > MostAtOnce || objects.Any(static one => one.Text("Key") is null))
        {
            throw S3Errors.MalformedXml();
        }

        var quiet = request.Text("Quiet") == "true";
        return S3Xml.Answer(S3Xml.Element("DeleteResult", objects.Select(one => Delete(call, bucket, one, quiet))));
    }

    private static XElement? Delete(S3Call call, S3Bucket bucket, XElement one, bool quiet)
    {
        var key = one.Text("Key")!;
        try
        {
            // Each object is a right of its own, and one that is refused does not stop the others.
            if (call.Caller?.Refusal(S3Rights.ToDelete(call.BucketName, key, one.Text("ETag"))) is { } refused)
            {
                throw S3Errors.AccessDenied(refused);
            }

            bucket.Delete(key, one.Text("ETag"));
            return quiet ? null : S3Xml.Element("Deleted", S3Xml.Element("Key", key));
        }
        catch (S3Exception refusal)
        {
            return S3Xml.Element("Error", S3Xml.Element("Key", key), S3Xml.Element("Code", refusal.Code), S3Xml.Element("Message", refusal.Message));
        }
    }
}
