using Azure.Core;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Azure.Storage.Blobs
{
    public class BlobClient : BlobBaseClient
    {
        protected BlobClient()
        {
        }

        internal BlobClient(Uri uri, string name, BlobPipeline pipeline)
            : base(uri, name, pipeline)
        {
        }

        public virtual async Task<Response<BlobContentInfo>> UploadAsync(
            BinaryData content, BlobUploadOptions options, CancellationToken cancellationToken = default)
        {
            var response = await Pipeline.SendAsync(RequestMethod.Put, Uri, 201, cancellationToken, request =>
            {
                request.Headers.Add("x-ms-blob-type", "BlockBlob");
                request.Headers.Add("Content-Type", "application/octet-stream");
                options?.Conditions.AddTo(request);
                request.Content = RequestContent.Create(content);
            }).ConfigureAwait(false);
            return Response.FromValue(new BlobContentInfo(response), response);
        }
    }
}

namespace Azure.Storage.Blobs.Specialized
{
    public class BlobBaseClient
    {
        protected BlobBaseClient()
        {
        }

        internal BlobBaseClient(Uri uri, string name, BlobPipeline pipeline)
        {
            Uri = uri;
            Name = name;
            Pipeline = pipeline;
        }

        public virtual string Name { get; }

        public virtual Uri Uri { get; }

        internal BlobPipeline Pipeline { get; }

        public virtual async Task<Response<BlobDownloadResult>> DownloadContentAsync(CancellationToken cancellationToken)
        {
            var response = await Pipeline.SendAsync(RequestMethod.Get, Uri, 200, cancellationToken).ConfigureAwait(false);
            return Response.FromValue(new BlobDownloadResult(response), response);
        }

        public virtual async Task<Response<BlobDownloadResult>> DownloadContentAsync(BlobDownloadOptions options = null, CancellationToken cancellationToken = default)
        {
            if (options is null)
            {
                return await DownloadContentAsync(cancellationToken).ConfigureAwait(false);
            }

            var response = await Pipeline.SendAsync(RequestMethod.Get, Uri, 206, cancellationToken, request => request.Headers.Add("x-ms-range", options.Range.ToString())).ConfigureAwait(false);
            return Response.FromValue(new BlobDownloadResult(response), response);
        }

        public virtual async Task<Response<BlobProperties>> GetPropertiesAsync(BlobRequestConditions conditions = default, CancellationToken cancellationToken = default)
        {
            var response = await Pipeline.SendAsync(RequestMethod.Head, Uri, 200, cancellationToken, request => conditions.AddTo(request)).ConfigureAwait(false);
            return Response.FromValue(new BlobProperties(response), response);
        }

        public virtual Task<Response> DeleteAsync(
            DeleteSnapshotsOption snapshotsOption = DeleteSnapshotsOption.None,
            BlobRequestConditions conditions = null,
            CancellationToken cancellationToken = default) =>
            Pipeline.SendAsync(RequestMethod.Delete, Uri, 202, cancellationToken, request =>
            {
                conditions.AddTo(request);
                if (snapshotsOption != DeleteSnapshotsOption.None)
                {
                    request.Headers.Add("x-ms-delete-snapshots", snapshotsOption == DeleteSnapshotsOption.IncludeSnapshots ? "include" : "only");
                }
            });
    }
}
