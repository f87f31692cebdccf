using CrossCloudOps.Logs.Folding;
using CrossCloudOps.Storage;

namespace CrossCloudOps.Logs.Receiving;

/// <summary>Makes durable what a request told: each document once, by names that a repetition of the request has too.</summary>
internal sealed class LogIntake(IDocumentStore store, LogInbox inbox, TimeProvider time)
{
    public async Task KeepAsync(string request, ReceivedBatch batch, CancellationToken cancellationToken)
    {
        foreach (var (group, errors) in batch.Groups)
        {
            var part = 0;
            foreach (var arrival in ArrivalParts.Of(group, errors))
            {
                await inbox.AddAsync(ArrivalParts.Name(request, part++), arrival, cancellationToken);
            }
        }
    }

    public async Task KeepUnreadableAsync(string request, string? source, int records, ReceivedBatch batch, CancellationToken cancellationToken)
    {
        if (batch.Unreadable.Count > 0)
        {
            var unreadable = new UnreadableRecords { Request = request, Source = source, At = time.GetUtcNow(), Records = records, Unreadable = batch.Unreadable };
            await store.CreateAsync($"{UnreadableRecords.Folder}{DocumentName.Segment(request)}", unreadable, LogsJson.Default.UnreadableRecords, cancellationToken);
        }
    }
}
