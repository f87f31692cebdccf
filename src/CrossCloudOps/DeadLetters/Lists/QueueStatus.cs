using CrossCloudOps.DeadLetters.Bulk;
using CrossCloudOps.Problems;

namespace CrossCloudOps.DeadLetters.Lists;

/// <summary>What waits in each queue, and how far bulk jobs are.</summary>
internal sealed class QueueStatus(QueueDepths depths, QueueMessage words, BulkBook bulk, TimeProvider time) : IStatusSection
{
    public string Title => "Dead letters";

    public async Task<IReadOnlyList<string>> LinesAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var jobs = new List<string>();
        foreach (var id in await bulk.ListAsync(cancellationToken))
        {
            if (await bulk.ReadAsync(id, cancellationToken) is { } job)
            {
                jobs.Add(words.Line(job));
            }
        }

        return [.. jobs, .. (await depths.ReadAsync(cancellationToken)).Select(depth => words.Line(depth, now))];
    }
}
