using CrossCloudOps.Logs.Folding;
using CrossCloudOps.Storage;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Logs.Scanning;

/// <summary>Counts what was sent to us, as batches of its log group.</summary>
internal sealed class InboxScan(IDocumentStore store, LogGroups groups, SeenEvents seen, LogFold fold, LogTelemetry telemetry, IOptions<LogsOptions> options, TimeProvider time)
{
    /// <summary>Documents that become one batch.</summary>
    private const int MostAtOnce = 10;

    /// <summary>By log group, the documents that wait, oldest first as far as their names tell nothing.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<string>>> WaitingAsync(CancellationToken cancellationToken) =>
        [.. (await store.ListAsync(LogInbox.Folder, cancellationToken).ToListAsync(cancellationToken))
            .OrderBy(static d => d.LastModified)
            .GroupBy(static d => d.Name[..d.Name.LastIndexOf('/')])
            .SelectMany(static g => g.Select(static d => d.Name).Chunk(MostAtOnce))];

    public async Task CountAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var arrivals = new List<LogArrival>();
        foreach (var name in names)
        {
            if (await store.ReadAsync(name, LogsJson.Default.LogArrival, cancellationToken) is { } arrival)
            {
                arrivals.Add(arrival.Value);
            }
        }

        if (arrivals.Count == 0)
        {
            return;
        }

        var group = groups.Of(arrivals[0].Group);
        var state = await fold.ReadStateAsync(group, cancellationToken);
        var finds = await UncountedAsync(group, arrivals, cancellationToken);
        var now = time.GetUtcNow();
        var (kinds, crowd) = KindsPolicy.Assign(state.Kinds, finds, options.Value.MostKinds, options.Value.QuietAfter, now);
        var isCounted = await fold.AddAsync(
            group, new LogBatch { At = now, Finds = finds, Crowd = crowd, Inbox = names, State = state.Behind(finds, kinds) }, cancellationToken);
        telemetry.Found(group, isCounted ? finds : []);
    }

    /// <summary>All finds of one kind as one, without what was counted before; a request that came twice is known by its events.</summary>
    private async Task<IReadOnlyList<LogFind>> UncountedAsync(LogGroup group, IReadOnlyList<LogArrival> arrivals, CancellationToken cancellationToken)
    {
        var marks = arrivals.SelectMany(static a => a.Finds).SelectMany(static f => EventMark.Read(f.Marks));
        var counted = await seen.AmongAsync(group.Key, marks.Select(static m => m.Minute), cancellationToken);
        return [.. arrivals.SelectMany(static a => a.Finds).GroupBy(static f => f.Fingerprint).Select(g => Merged([.. g], counted)).OfType<LogFind>()];
    }

    private static LogFind? Merged(IReadOnlyList<LogFind> finds, IReadOnlySet<EventMark> counted)
    {
        var marks = finds.SelectMany(static f => EventMark.Read(f.Marks)).Where(m => !counted.Contains(m)).ToHashSet();
        var best = finds.Aggregate(static (a, b) => ErrorRecord.IsBetter(b.Sample, a.Sample) ? b : a);
        return marks.Count == 0 ? null : best with { Marks = EventMark.Write(marks), FirstAt = finds.Min(static f => f.FirstAt), LastAt = finds.Max(static f => f.LastAt) };
    }
}
