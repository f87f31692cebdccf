using System.Globalization;
using Azure.Core;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Azure.Storage.Blobs;

public class BlobContainerClient
{
    private readonly BlobPipeline _pipeline;

    protected BlobContainerClient()
    {
    }

    internal BlobContainerClient(Uri service, string name, BlobPipeline pipeline)
    {
        Name = name;
        Uri = new Uri($"{service.GetLeftPart(UriPartial.Path).TrimEnd('/')}/{name}");
        _pipeline = pipeline;
    }

    public virtual string Name { get; }

    public virtual Uri Uri { get; }

    public virtual async Task<Response<BlobContainerInfo>> CreateIfNotExistsAsync(
        PublicAccessType publicAccessType = PublicAccessType.None,
        IDictionary<string, string> metadata = null,
        BlobContainerEncryptionScopeOptions encryptionScopeOptions = null,
        CancellationToken cancellationToken = default)
    {
        if (publicAccessType != PublicAccessType.None || metadata is not null || encryptionScopeOptions is not null)
        {
            throw new NotSupportedException("This build stands in for the package Azure.Storage.Blobs and creates private containers only.");
        }

        try
        {
            var response = await _pipeline.SendAsync(RequestMethod.Put, new Uri($"{Uri}?restype=container"), 201, cancellationToken).ConfigureAwait(false);
            return Response.FromValue(new BlobContainerInfo(response), response);
        }
        catch (RequestFailedException e) when (e.ErrorCode == "ContainerAlreadyExists")
        {
            return null;
        }
    }

    public virtual async Task<Response<bool>> DeleteIfExistsAsync(BlobRequestConditions conditions = null, CancellationToken cancellationToken = default)
    {
        try
        {
            var response = await _pipeline.SendAsync(
                RequestMethod.Delete, new Uri($"{Uri}?restype=container"), 202, cancellationToken, conditions.AddTo).ConfigureAwait(false);
            return Response.FromValue(true, response);
        }
        catch (RequestFailedException e) when (e.ErrorCode == "ContainerNotFound")
        {
            return Response.FromValue(false, e.GetRawResponse());
        }
    }

    public virtual BlobClient GetBlobClient(string blobName) => new(BlobUri(blobName), blobName, _pipeline);

    public virtual AsyncPageable<BlobItem> GetBlobsAsync(BlobTraits traits, BlobStates states, string prefix, CancellationToken cancellationToken) =>
        new BlobPages(ReadPageAsync, prefix, cancellationToken);

    protected internal virtual AppendBlobClient GetAppendBlobClientCore(string blobName) => new(BlobUri(blobName), blobName, _pipeline);

    private Task<Response> ReadPageAsync(string prefix, string marker, int? size, CancellationToken cancellationToken)
    {
        var query = $"restype=container&comp=list{Part("prefix", prefix)}{Part("marker", marker)}{Part("maxresults", size?.ToString(CultureInfo.InvariantCulture))}";
        return _pipeline.SendAsync(RequestMethod.Get, new Uri($"{Uri}?{query}"), 200, cancellationToken);
    }

    private static string Part(string name, string value) => string.IsNullOrEmpty(value) ? "" : $"&{name}={Uri.EscapeDataString(value)}";

    private Uri BlobUri(string blobName) => new($"{Uri}/{string.Join('/', blobName.Split('/').Select(Uri.EscapeDataString))}");
}
