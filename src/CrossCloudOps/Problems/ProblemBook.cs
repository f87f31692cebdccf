using CrossCloudOps.Storage;

namespace CrossCloudOps.Problems;

/// <summary>
/// The problems, one document each. Who changes one first writes the empty document <c>changed/&lt;key&gt;</c>, so that the notifier finds
/// it even if the process dies in between.
/// </summary>
internal sealed class ProblemBook(IDocumentStore store, TimeProvider time)
{
    public const string ChangedFolder = "changed/";
    public const string Folder = "problems/";
    private const int MostConflicts = 20;

    private long _marks;

    /// <summary>How often this process marked a problem as changed: who finds it higher than before knows that there is something to tell.</summary>
    public long Marks => Interlocked.Read(ref _marks);

    public async Task<Problem?> ReadAsync(string key, CancellationToken cancellationToken) =>
        (await store.ReadAsync(Folder + key, ProblemsJson.Default.Problem, cancellationToken))?.Value;

    /// <summary>Makes sure that the notifier looks at a problem within its next runs.</summary>
    public async Task MarkChangedAsync(string key, CancellationToken cancellationToken)
    {
        await store.WriteAsync(ChangedFolder + key, ReadOnlyMemory<byte>.Empty, cancellationToken);
        Interlocked.Increment(ref _marks);
    }

    /// <summary>Records that a problem was seen: opens it, opens it again, or moves its last time and takes what is new of it.</summary>
    public Task SeenAsync(Problem seen, CancellationToken cancellationToken) =>
        ChangeAsync(seen.Key, stored => stored switch
        {
            null => seen,
            { State: ProblemState.Resolved } => stored.Reopened(seen.OpenedAt) with { Title = seen.Title, Facts = seen.Facts, Channel = seen.Channel },
            _ => stored with
            {
                LastSeenAt = seen.LastSeenAt > stored.LastSeenAt ? seen.LastSeenAt : stored.LastSeenAt,
                Title = seen.Title,
                Facts = seen.Facts.ToHashSet().SetEquals(stored.Facts) ? stored.Facts : seen.Facts,
            },
        }, cancellationToken);

    /// <summary>Closes a problem that is open; what is not there stays away.</summary>
    public async Task ResolveAsync(string key, CancellationToken cancellationToken)
    {
        if (await ReadAsync(key, cancellationToken) is { State: ProblemState.Open })
        {
            await ChangeAsync(key, stored => stored is { State: ProblemState.Open } ? stored.Resolved(time.GetUtcNow()) : stored, cancellationToken);
        }
    }

    /// <summary>Marks, reads, changes and writes until nobody else wrote in between. A change that changes nothing writes nothing.</summary>
    public async Task ChangeAsync(string key, Func<Problem?, Problem?> change, CancellationToken cancellationToken)
    {
        await MarkChangedAsync(key, cancellationToken);
        await ReplaceAsync(key, stored => change(stored) is { } changed && changed != stored ? changed with { Version = (stored?.Version ?? 0) + 1 } : stored, cancellationToken);
    }

    /// <summary>Derives a problem anew from what is stored and writes it if it is different. Null if there is none.</summary>
    public async Task<Problem?> DeriveAsync(IProblemKind kind, string key, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; conflicts < MostConflicts; conflicts++)
        {
            if (await store.ReadAsync(Folder + key, ProblemsJson.Default.Problem, cancellationToken) is not { } stored)
            {
                return null;
            }

            var now = time.GetUtcNow();
            var derived = Aged(await kind.DeriveAsync(stored.Value, now, cancellationToken), kind.QuietAfter, now);
            if (derived == stored.Value)
            {
                return stored.Value;
            }

            derived = derived with { Version = stored.Value.Version + 1 };
            if (await store.ReplaceAsync(Folder + key, stored.ETag, derived, ProblemsJson.Default.Problem, cancellationToken) is not null)
            {
                return derived;
            }
        }

        throw new StorageConflictException(Folder + key);
    }

    /// <summary>What time alone changes: mutes end, and what is not seen again is quiet.</summary>
    private static Problem Aged(Problem problem, TimeSpan? quietAfter, DateTimeOffset now)
    {
        var quiet = problem.State == ProblemState.Open && quietAfter is { } after && now - problem.LastSeenAt >= after;
        var muted = problem.IsMuted(now) ? problem.Muted : null;
        return quiet == problem.Quiet && muted == problem.Muted
            ? problem
            : problem with { Quiet = quiet, Muted = muted, UnmutedAt = muted is null && problem.Muted is { } over ? over.Until : problem.UnmutedAt };
    }

    /// <summary>Records what Slack shows. That is no change to show, so the version stays.</summary>
    public Task ShownAsync(string key, Func<ShownInSlack, ShownInSlack> change, CancellationToken cancellationToken) =>
        ReplaceAsync(key, stored => stored is null ? null : stored with { Shown = change(stored.Shown) }, cancellationToken);

    private async Task ReplaceAsync(string key, Func<Problem?, Problem?> change, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; conflicts < MostConflicts; conflicts++)
        {
            var stored = await store.ReadAsync(Folder + key, ProblemsJson.Default.Problem, cancellationToken);
            if (change(stored?.Value) is not { } changed || changed == stored?.Value)
            {
                return;
            }

            var written = stored is null
                ? await store.CreateAsync(Folder + key, changed, ProblemsJson.Default.Problem, cancellationToken)
                : await store.ReplaceAsync(Folder + key, stored.ETag, changed, ProblemsJson.Default.Problem, cancellationToken);
            if (written is not null)
            {
                return;
            }
        }

        throw new StorageConflictException(Folder + key);
    }
}
