using CrossCloudOps.Logs.Folding;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Logs.Scanning;

/// <summary>One log group's turn: some pages of its window are read, made into a batch with the cursor behind them, and counted.</summary>
internal sealed class GroupScan(LogPages pages, LogContext context, StandAlones alone, SeenEvents seen, LogFold fold, LogTelemetry telemetry, IOptions<LogsOptions> options, TimeProvider time)
{
    /// <summary>How the group stands then.</summary>
    public async Task<GroupState> TakeTurnAsync(LogsPace pace, LogGroup group, CancellationToken cancellationToken)
    {
        var state = await fold.ReadStateAsync(group, cancellationToken);
        if (ScanPolicy.Next(state, time.GetUtcNow(), options.Value.Overlap) is not { } window)
        {
            return state;
        }

        var (events, left) = await pages.ReadAsync(pace, group, window, cancellationToken);
        telemetry.Scanned(group, events);
        var after = left is null ? ScanPolicy.Done(state, window, options.Value.Overlap) : state with { Window = left };
        var batch = events.Count == 0 ? null : await BatchAsync(pace, group, events, after, cancellationToken);
        if (batch is not null)
        {
            return await AddAsync(group, batch, cancellationToken) ? batch.State : state;
        }

        // A window that found nothing is worth no writing, unless it took turns or went all the way back.
        if (after.Window is not null || state.Window is not null || window.IsWhole)
        {
            await fold.MoveOnAsync(group, after, cancellationToken);
        }

        return after;
    }

    private async Task<bool> AddAsync(LogGroup group, LogBatch batch, CancellationToken cancellationToken)
    {
        var isCounted = await fold.AddAsync(group, batch, cancellationToken);
        telemetry.Found(group, isCounted ? batch.Finds : []);
        return isCounted;
    }

    /// <summary>Null if all of it is counted already.</summary>
    private async Task<LogBatch?> BatchAsync(LogsPace pace, LogGroup group, IReadOnlyList<StreamEvent> events, GroupState after, CancellationToken cancellationToken)
    {
        // The head of an error may stand in the minute before.
        var counted = await seen.AmongAsync(group.Key, events.SelectMany(static e => new[] { e.Mark.Minute - 1, e.Mark.Minute }), cancellationToken);
        var hits = events.Where(e => !counted.Contains(e.Mark)).DistinctBy(static e => e.Mark).ToList();
        if (hits.Count == 0)
        {
            return null;
        }

        var reader = new HitReader(hits);
        var stretches = group.Settings.Context ? ContextPolicy.Choose(reader.Unsure().Where(h => !alone.Knows(group.Id, h.Fingerprint))) : [];
        var (around, covered) = await context.ReadAsync(pace, group, stretches, cancellationToken);
        var errors = reader.Read(around, covered, counted);
        alone.Learn(group.Id, errors.StandAlone);
        var now = time.GetUtcNow();
        var (kinds, crowd) = KindsPolicy.Assign(after.Kinds, errors.Finds, options.Value.MostKinds, options.Value.QuietAfter, now);
        return new LogBatch
        {
            At = now,
            Finds = errors.Finds,
            Crowd = crowd,
            Absorbed = EventMark.Write(errors.Absorbed),
            State = after.Behind(errors.Finds, kinds),
        };
    }
}
