using System.Runtime.CompilerServices;
using System.Text;
using CrossCloudOps.Storage;

namespace CrossCloudOps.DeadLetters.Bulk;

/// <summary>
/// At most one running job per kind of dead letter. A job claims a kind before it reads the states of its dead letters; whoever acts on
/// a single one looks for a claim before and after he wrote his state. So one of the two sees the other.
/// </summary>
internal sealed class BulkClaims(IDocumentStore store, BulkBook book)
{
    /// <summary>True if the kind is this job's.</summary>
    public async Task<bool> TakeAsync(BulkJob job, string fingerprint, CancellationToken cancellationToken)
    {
        var (queueKey, content) = (job.Selection.QueueKey, Encoding.UTF8.GetBytes(job.Id));
        return await store.CreateAsync(Name(queueKey, fingerprint), content, cancellationToken) is not null
            || (await HolderAsync(queueKey, fingerprint, cancellationToken) is { } holder
                ? holder.Id == job.Id
                : await store.CreateAsync(Name(queueKey, fingerprint), content, cancellationToken) is not null);
    }

    /// <summary>The running job that has claimed a kind. A claim whose job does not run any more goes.</summary>
    public async Task<BulkJob?> HolderAsync(string queueKey, string fingerprint, CancellationToken cancellationToken)
    {
        var name = Name(queueKey, fingerprint);
        if (await store.ReadAsync(name, cancellationToken) is not { } claim)
        {
            return null;
        }

        if (await book.ReadAsync(Encoding.UTF8.GetString(claim.Content.Span), cancellationToken) is { } job)
        {
            return job;
        }

        await store.DeleteAsync(name, claim.ETag, cancellationToken);
        return null;
    }

    /// <summary>The kinds that a job has claimed.</summary>
    public async IAsyncEnumerable<string> OfAsync(BulkJob job, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var claim in store.ListAsync(Name(job.Selection.QueueKey, job.Selection.Fingerprint ?? ""), cancellationToken))
        {
            if (await store.ReadAsync(claim.Name, cancellationToken) is { } found && Encoding.UTF8.GetString(found.Content.Span) == job.Id)
            {
                yield return claim.Name[(claim.Name.LastIndexOf('/') + 1)..];
            }
        }
    }

    /// <summary>Gives up a kind that is this job's.</summary>
    public Task ReleaseAsync(BulkJob job, string fingerprint, CancellationToken cancellationToken) =>
        store.DeleteAsync(Name(job.Selection.QueueKey, fingerprint), etag: null, cancellationToken);

    private static string Name(string queueKey, string fingerprint) => $"bulk-claims/{queueKey}/{fingerprint}";
}
