using System.Globalization;
using System.Xml.Linq;
using Azure.Core;

namespace Azure.Storage.Blobs.Models;

public class BlobContainerInfo
{
    internal BlobContainerInfo(Response response) => (ETag, LastModified) = response.Identity();

    public ETag ETag { get; }

    public DateTimeOffset LastModified { get; }
}

public class BlobContentInfo
{
    internal BlobContentInfo(Response response) => (ETag, LastModified) = response.Identity();

    public ETag ETag { get; }

    public DateTimeOffset LastModified { get; }
}

public class BlobAppendInfo
{
    internal BlobAppendInfo(Response response) => (ETag, LastModified) = response.Identity();

    public ETag ETag { get; }

    public DateTimeOffset LastModified { get; }
}

public class BlobDownloadOptions
{
    public HttpRange Range { get; set; }
}

public class BlobProperties
{
    public BlobProperties()
    {
    }

    internal BlobProperties(Response response) => (ContentLength, ETag) = (response.Headers.ContentLengthLong ?? 0, response.Identity().ETag);

    public long ContentLength { get; }

    public ETag ETag { get; }
}

public class BlobDownloadResult
{
    internal BlobDownloadResult(Response response)
    {
        Content = response.Content;
        Details = new BlobDownloadDetails(response);
    }

    public BinaryData Content { get; }

    public BlobDownloadDetails Details { get; }
}

public class BlobDownloadDetails
{
    public BlobDownloadDetails()
    {
    }

    internal BlobDownloadDetails(Response response) => (ETag, LastModified) = response.Identity();

    public ETag ETag { get; }

    public DateTimeOffset LastModified { get; }
}

public class BlobItem
{
    internal BlobItem(XElement blob)
    {
        // A name that XML cannot carry is encoded: https://learn.microsoft.com/rest/api/storageservices/list-blobs
        var name = blob.Element("Name");
        Name = (string)name.Attribute("Encoded") == "true" ? Uri.UnescapeDataString(name.Value) : name.Value;
        Properties = new BlobItemProperties(blob.Element("Properties"));
    }

    public string Name { get; }

    public BlobItemProperties Properties { get; }
}

public class BlobItemProperties
{
    internal BlobItemProperties(XElement properties)
    {
        ETag = properties.Element("Etag") is { } etag ? new ETag(etag.Value) : null;
        LastModified = properties.Element("Last-Modified") is { } changed ? DateTimeOffset.Parse(changed.Value, CultureInfo.InvariantCulture) : null;
    }

    public ETag? ETag { get; }

    public DateTimeOffset? LastModified { get; }
}

public class BlobUploadOptions
{
    public BlobRequestConditions Conditions { get; set; }
}

public class BlobLeaseRequestConditions : RequestConditions
{
}

public class BlobRequestConditions : BlobLeaseRequestConditions
{
}

public class AppendBlobRequestConditions : BlobRequestConditions
{
    public long? IfMaxSizeLessThanOrEqual { get; set; }
}

/// <summary>Here for the signatures only.</summary>
public class BlobHttpHeaders
{
}

public class AppendBlobAppendBlockOptions
{
    public AppendBlobRequestConditions Conditions { get; set; }
}

/// <summary>Here for the signatures only.</summary>
public class BlobContainerEncryptionScopeOptions
{
}

public enum PublicAccessType
{
    None = 0,
    BlobContainer = 1,
    Blob = 2,
}

public enum DeleteSnapshotsOption
{
    None = 0,
    IncludeSnapshots = 1,
    OnlySnapshots = 2,
}

[Flags]
public enum BlobTraits
{
    None = 0,
}

[Flags]
public enum BlobStates
{
    None = 0,
}

internal static class Headers
{
    public static (ETag ETag, DateTimeOffset LastModified) Identity(this Response response) =>
        (response.Headers.TryGetValue("ETag", out var etag) ? new ETag(etag) : default,
            response.Headers.TryGetValue("Last-Modified", out var changed) ? DateTimeOffset.Parse(changed, CultureInfo.InvariantCulture) : default);

    public static void AddTo(this BlobRequestConditions conditions, Request request)
    {
        Add("If-Match", conditions?.IfMatch?.ToString("H"));
        Add("If-None-Match", conditions?.IfNoneMatch == ETag.All ? "*" : conditions?.IfNoneMatch?.ToString("H"));
        Add("x-ms-blob-condition-maxsize", (conditions as AppendBlobRequestConditions)?.IfMaxSizeLessThanOrEqual?.ToString(CultureInfo.InvariantCulture));

        void Add(string name, string value)
        {
            if (value is not null)
            {
                request.Headers.Add(name, value);
            }
        }
    }
}
