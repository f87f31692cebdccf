using Azure.Core;

namespace Azure.Storage.Blobs;

public class BlobServiceClient
{
    private readonly BlobPipeline _pipeline;

    protected BlobServiceClient()
    {
    }

    public BlobServiceClient(string connectionString)
        : this(connectionString, null)
    {
    }

    public BlobServiceClient(string connectionString, BlobClientOptions options)
    {
        var account = ConnectionString.Parse(connectionString);
        Uri = account.BlobEndpoint;
        _pipeline = new BlobPipeline(options, new SharedKeyPolicy(account.Key));
    }

    public BlobServiceClient(Uri serviceUri, TokenCredential credential, BlobClientOptions options = null)
    {
        Uri = serviceUri.Scheme == Uri.UriSchemeHttps ? serviceUri : throw new ArgumentException("Cannot use TokenCredential without HTTPS.");
        _pipeline = new BlobPipeline(options, BlobPipeline.Authentication(credential));
    }

    public virtual Uri Uri { get; }

    public virtual BlobContainerClient GetBlobContainerClient(string blobContainerName) => new(Uri, blobContainerName, _pipeline);
}
