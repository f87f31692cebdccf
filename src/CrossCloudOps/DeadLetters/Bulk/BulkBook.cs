using System.Globalization;
using CrossCloudOps.Storage;

namespace CrossCloudOps.DeadLetters.Bulk;

/// <summary>The documents of bulk jobs. Those in <c>bulk/</c> run; one that ended moves to <c>bulk-ended/</c>.</summary>
internal sealed class BulkBook(IDocumentStore store)
{
    private const string Folder = "bulk/";
    private const string EndedFolder = "bulk-ended/";
    private const int MostConflicts = 20;

    /// <summary>Creates a job that was not there before, running or ended.</summary>
    public async Task CreateAsync(BulkJob job, CancellationToken cancellationToken)
    {
        if (await ReadEndedAsync(job.Id, cancellationToken) is null)
        {
            await store.CreateAsync(Folder + job.Id, job, BulkJson.Default.BulkJob, cancellationToken);
        }
    }

    /// <summary>A job that runs; null if there is none, or not any more.</summary>
    public async Task<BulkJob?> ReadAsync(string id, CancellationToken cancellationToken) =>
        (await store.ReadAsync(Folder + id, BulkJson.Default.BulkJob, cancellationToken))?.Value;

    public async Task<BulkJob?> ReadEndedAsync(string id, CancellationToken cancellationToken) =>
        (await store.ReadAsync(EndedFolder + id, BulkJson.Default.BulkJob, cancellationToken))?.Value;

    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) =>
        await store.ListAsync(Folder, cancellationToken).Select(static d => d.Name[Folder.Length..]).ToListAsync(cancellationToken);

    /// <summary>Changes a running job, over whatever others wrote meanwhile. Returns it as it is then; null if it does not run any more.</summary>
    public async Task<BulkJob?> ChangeAsync(string id, Func<BulkJob, BulkJob> change, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; conflicts < MostConflicts; conflicts++)
        {
            if (await store.ReadAsync(Folder + id, BulkJson.Default.BulkJob, cancellationToken) is not { } stored)
            {
                return null;
            }

            var changed = change(stored.Value);
            if (changed == stored.Value || await store.ReplaceAsync(Folder + id, stored.ETag, changed, BulkJson.Default.BulkJob, cancellationToken) is not null)
            {
                return changed;
            }
        }

        throw new StorageConflictException(Folder + id);
    }

    /// <summary>A job that was created again after its end is only taken away.</summary>
    public Task EndAsync(string id, CancellationToken cancellationToken) => store.MoveAsync(Folder + id, EndedFolder + id, cancellationToken);

    /// <summary>Writes a part of a selection; false if it is there already.</summary>
    public async Task<bool> AddChunkAsync(string id, int number, BulkChunk chunk, CancellationToken cancellationToken) =>
        await store.CreateAsync(ChunkName(id, number), chunk, BulkJson.Default.BulkChunk, cancellationToken) is not null;

    public async Task<BulkChunk?> ReadChunkAsync(string id, int number, CancellationToken cancellationToken) =>
        (await store.ReadAsync(ChunkName(id, number), BulkJson.Default.BulkChunk, cancellationToken))?.Value;

    public Task LogAsync(string id, int chunk, IEnumerable<BulkLine> lines, CancellationToken cancellationToken) =>
        store.AppendAsync(LogName(id, chunk), BulkLog.Bytes(lines), cancellationToken);

    public async Task<BulkLog> ReadLogAsync(string id, int chunk, CancellationToken cancellationToken) =>
        BulkLog.Read((await store.ReadAsync(LogName(id, chunk), cancellationToken))?.Content ?? default);

    /// <summary>Notes that a dead letter is one that a job sent; only while that job runs.</summary>
    public async Task CameBackAsync(string? id, DeadLetterId deadLetter, CancellationToken cancellationToken)
    {
        if (BulkJob.IsId(id) && await ReadAsync(id!, cancellationToken) is not null)
        {
            await store.CreateAsync($"{ReturnedIn(id!)}{deadLetter.Id}", ReadOnlyMemory<byte>.Empty, cancellationToken);
        }
    }

    public async Task<int> CountReturnedAsync(string id, CancellationToken cancellationToken) =>
        await store.ListAsync(ReturnedIn(id), cancellationToken).CountAsync(cancellationToken);

    private static string ReturnedIn(string id) => $"bulk-returned/{id}/";

    private static string ChunkName(string id, int number) => $"bulk-selection/{id}/{Digits(number)}";

    private static string LogName(string id, int chunk) => $"bulk-log/{id}/{Digits(chunk)}";

    private static string Digits(int number) => number.ToString("D6", CultureInfo.InvariantCulture);
}
