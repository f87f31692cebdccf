using Azure.Core;
using Azure.Storage.Blobs.Models;

namespace Azure.Storage.Blobs.Specialized;

public class AppendBlobClient : BlobBaseClient
{
    protected AppendBlobClient()
    {
    }

    internal AppendBlobClient(Uri uri, string name, BlobPipeline pipeline)
        : base(uri, name, pipeline)
    {
    }

    public virtual async Task<Response<BlobContentInfo>> CreateIfNotExistsAsync(
        BlobHttpHeaders httpHeaders = null, IDictionary<string, string> metadata = null, CancellationToken cancellationToken = default)
    {
        if (httpHeaders is not null || metadata is not null)
        {
            throw new NotSupportedException("This build stands in for the package Azure.Storage.Blobs and sets no headers or metadata.");
        }

        try
        {
            var response = await Pipeline.SendAsync(RequestMethod.Put, Uri, 201, cancellationToken, request =>
            {
                request.Headers.Add("x-ms-blob-type", "AppendBlob");
                new BlobRequestConditions { IfNoneMatch = ETag.All }.AddTo(request);
            }).ConfigureAwait(false);
            return Response.FromValue(new BlobContentInfo(response), response);
        }
        catch (RequestFailedException e) when (e.ErrorCode == "BlobAlreadyExists")
        {
            return null;
        }
    }

    public virtual async Task<Response<BlobAppendInfo>> AppendBlockAsync(
        Stream content, AppendBlobAppendBlockOptions options = null, CancellationToken cancellationToken = default)
    {
        var response = await Pipeline.SendAsync(RequestMethod.Put, new Uri($"{Uri}?comp=appendblock"), 201, cancellationToken, request =>
        {
            request.Headers.Add("Content-Type", "application/octet-stream");
            options?.Conditions.AddTo(request);
            request.Content = RequestContent.Create(content);
        }).ConfigureAwait(false);
        return Response.FromValue(new BlobAppendInfo(response), response);
    }
}

public static class SpecializedBlobExtensions
{
    public static AppendBlobClient GetAppendBlobClient(this BlobContainerClient client, string blobName) => client.GetAppendBlobClientCore(blobName);
}
