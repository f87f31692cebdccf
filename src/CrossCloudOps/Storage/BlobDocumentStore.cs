using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace CrossCloudOps.Storage;

/// <summary>
/// Documents as blobs of one container, which the first write creates. Times are the service's, in whole seconds. Errors other than
/// those of the contract are <see cref="RequestFailedException"/>s.
/// </summary>
internal sealed class BlobDocumentStore(BlobContainerClient container, int? pageSize = null) : IDocumentStore
{
    // The service's words: https://learn.microsoft.com/rest/api/storageservices/blob-service-error-codes
    internal const string BlobNotFound = "BlobNotFound";
    private const string BlobAlreadyExists = "BlobAlreadyExists";
    private const string ConditionNotMet = "ConditionNotMet";
    internal const string ContainerNotFound = "ContainerNotFound";
    private const string InvalidRange = "InvalidRange";

    public Task<string?> CreateAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        TryUploadAsync(name, content, new BlobRequestConditions { IfNoneMatch = ETag.All }, cancellationToken);

    public async Task<StoredDocument?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var response = await container.GetBlobClient(name).DownloadContentAsync(cancellationToken);
            var details = response.Value.Details;
            return new StoredDocument(response.Value.Content.ToMemory(), Text(details.ETag), details.LastModified, TimeOf(response.GetRawResponse()));
        }
        catch (RequestFailedException e) when (e.ErrorCode is BlobNotFound or ContainerNotFound)
        {
            return null;
        }
    }

    public async Task<DocumentEnd?> ReadEndAsync(string name, int most, CancellationToken cancellationToken)
    {
        try
        {
            var blob = container.GetBlobClient(name);
            var length = (await blob.GetPropertiesAsync(cancellationToken: cancellationToken)).Value.ContentLength;
            if (length == 0)
            {
                // The service has no range of nothing.
                return new DocumentEnd(ReadOnlyMemory<byte>.Empty, IsAll: true);
            }

            var left = Math.Max(0, length - most);
            var response = await blob.DownloadContentAsync(new BlobDownloadOptions { Range = new HttpRange(left, length - left) }, cancellationToken);
            return new DocumentEnd(response.Value.Content.ToMemory(), left == 0);
        }
        catch (RequestFailedException e) when (e.ErrorCode is BlobNotFound or ContainerNotFound)
        {
            return null;
        }
    }

    public async Task<DocumentPart?> ReadPartAsync(string name, long from, int most, CancellationToken cancellationToken)
    {
        var blob = container.GetBlobClient(name);
        try
        {
            while (true)
            {
                try
                {
                    var response = await blob.DownloadContentAsync(new BlobDownloadOptions { Range = new HttpRange(from, most) }, cancellationToken);
                    return new DocumentPart(response.Value.Content.ToMemory(), Text(response.Value.Details.ETag));
                }
                catch (RequestFailedException e) when (e.ErrorCode == InvalidRange)
                {
                    // Nothing follows, unless somebody appends just now: the ETag must be of the state that was read.
                    var properties = (await blob.GetPropertiesAsync(cancellationToken: cancellationToken)).Value;
                    if (properties.ContentLength <= from)
                    {
                        return new DocumentPart(ReadOnlyMemory<byte>.Empty, Text(properties.ETag));
                    }
                }
            }
        }
        catch (RequestFailedException e) when (e.ErrorCode is BlobNotFound or ContainerNotFound)
        {
            return null;
        }
    }

    public Task<string?> ReplaceAsync(string name, string etag, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        TryUploadAsync(name, content, Unchanged(etag), cancellationToken);

    public Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        TryUploadAsync(name, content, conditions: null, cancellationToken);

    public async Task<bool> DeleteAsync(string name, string? etag, CancellationToken cancellationToken)
    {
        try
        {
            await container.GetBlobClient(name).DeleteAsync(
                DeleteSnapshotsOption.IncludeSnapshots, etag is null ? null : Unchanged(etag), cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.ErrorCode is BlobNotFound or ContainerNotFound or ConditionNotMet)
        {
            return false;
        }
    }

    public async Task<bool> MoveAsync(string name, string newName, CancellationToken cancellationToken)
    {
        if (await ReadAsync(name, cancellationToken) is not { } found)
        {
            return false;
        }

        await CreateAsync(newName, found.Content, cancellationToken);
        await DeleteAsync(name, etag: null, cancellationToken);
        return true;
    }

    public async IAsyncEnumerable<ListedDocument> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var blobs = container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellationToken);
        await using var pages = blobs.AsPages(pageSizeHint: pageSize).GetAsyncEnumerator(cancellationToken);
        while (await MoveNextAsync(pages))
        {
            var listedAt = TimeOf(pages.Current.GetRawResponse());
            foreach (var blob in pages.Current.Values)
            {
                yield return new ListedDocument(blob.Name, Text(blob.Properties.ETag!.Value), blob.Properties.LastModified!.Value, listedAt);
            }
        }
    }

    public Task AppendAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        TryAppendAsync(name, content, long.MaxValue, create: true, cancellationToken);

    public Task<AppendOutcome> TryAppendAsync(string name, ReadOnlyMemory<byte> content, long full, bool create, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(content.Length, IDocumentStore.LongestAppend, nameof(content));
        var blob = container.GetAppendBlobClient(name);
        return create
            ? InContainerAsync(() => blob.CreateAndAppendAsync(content, full, cancellationToken), cancellationToken)
            : blob.TryAppendAsync(content, full, cancellationToken);
    }

    private async Task<string?> TryUploadAsync(
        string name, ReadOnlyMemory<byte> content, BlobRequestConditions? conditions, CancellationToken cancellationToken)
    {
        try
        {
            var uploaded = await InContainerAsync(
                () => container.GetBlobClient(name).UploadAsync(
                    BinaryData.FromBytes(content), new BlobUploadOptions { Conditions = conditions }, cancellationToken),
                cancellationToken);
            return Text(uploaded.Value.ETag);
        }
        catch (RequestFailedException e) when (conditions is not null && e.ErrorCode is BlobAlreadyExists or ConditionNotMet or BlobNotFound)
        {
            return null;
        }
    }

    private async Task<T> InContainerAsync<T>(Func<Task<T>> write, CancellationToken cancellationToken)
    {
        try
        {
            return await write();
        }
        catch (RequestFailedException e) when (e.ErrorCode == ContainerNotFound)
        {
            await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            return await write();
        }
    }

    private static async Task<bool> MoveNextAsync(IAsyncEnumerator<Page<BlobItem>> pages)
    {
        try
        {
            return await pages.MoveNextAsync();
        }
        catch (RequestFailedException e) when (e.ErrorCode == ContainerNotFound)
        {
            return false;
        }
    }

    private static BlobRequestConditions Unchanged(string etag) => new() { IfMatch = new ETag($"\"{etag}\"") };

    // A blob's own answer has it in quotes, a listing has it bare.
    private static string Text(ETag etag) => etag.ToString().Trim('"');

    private static DateTimeOffset TimeOf(Response response) =>
        response.Headers.Date ?? throw new InvalidDataException("The blob service's answer has no date.");
}
