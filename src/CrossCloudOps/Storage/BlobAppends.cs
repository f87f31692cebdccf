using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace CrossCloudOps.Storage;

/// <summary>Append documents on the Blob service, which creates one and adds to it in two calls.</summary>
internal static class BlobAppends
{
    private const string MaxBlobSizeConditionNotMet = "MaxBlobSizeConditionNotMet";

    /// <summary>Somebody else may delete a document between its creation and its first bytes.</summary>
    private const int Creations = 3;

    public static async Task<AppendOutcome> CreateAndAppendAsync(this AppendBlobClient blob, ReadOnlyMemory<byte> content, long full, CancellationToken cancellationToken)
    {
        if (content.IsEmpty)
        {
            // The service refuses a block of nothing.
            await blob.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            return AppendOutcome.Appended;
        }

        for (var creation = 0; creation <= Creations; creation++)
        {
            try
            {
                return await AppendAsync(blob, content, full, cancellationToken);
            }
            catch (RequestFailedException e) when (e.ErrorCode == BlobDocumentStore.BlobNotFound)
            {
                await blob.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            }
        }

        throw new StorageConflictException(blob.Name);
    }

    public static async Task<AppendOutcome> TryAppendAsync(this AppendBlobClient blob, ReadOnlyMemory<byte> content, long full, CancellationToken cancellationToken)
    {
        try
        {
            return await AppendAsync(blob, content, full, cancellationToken);
        }
        catch (RequestFailedException e) when (e.ErrorCode is BlobDocumentStore.BlobNotFound or BlobDocumentStore.ContainerNotFound)
        {
            return AppendOutcome.Missing;
        }
    }

    private static async Task<AppendOutcome> AppendAsync(AppendBlobClient blob, ReadOnlyMemory<byte> content, long full, CancellationToken cancellationToken)
    {
        // The service's condition is about the length after the append.
        var conditions = full == long.MaxValue ? null : new AppendBlobRequestConditions { IfMaxSizeLessThanOrEqual = full - 1 + content.Length };
        try
        {
            using var block = BinaryData.FromBytes(content).ToStream();
            await blob.AppendBlockAsync(block, new AppendBlobAppendBlockOptions { Conditions = conditions }, cancellationToken);
            return AppendOutcome.Appended;
        }
        catch (RequestFailedException e) when (e.ErrorCode == MaxBlobSizeConditionNotMet)
        {
            return AppendOutcome.Full;
        }
    }
}
