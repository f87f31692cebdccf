using System.Text.Json.Serialization.Metadata;
using CrossCloudOps.Logs.Telling;
using CrossCloudOps.Storage;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Logs.Folding;

/// <summary>
/// Counts batches, each once. The batch is the durable point: until it is deleted, which comes last, all of this runs again, and each step
/// leaves alone what it did before. Whoever works without knowing that its lease is over makes batches that nobody counts.
/// </summary>
internal sealed class LogFold(IDocumentStore store, SeenEvents seen, LogErrors errors, LogCrowds crowds, IOptions<LogsOptions> options, TimeProvider time)
{
    private const int ErrorsAtOnce = 8;
    private const int MostConflicts = 20;

    private readonly TimeSpan _quietAfter = options.Value.QuietAfter;

    /// <summary>What was left behind is counted first.</summary>
    public async Task<GroupState> ReadStateAsync(LogGroup group, CancellationToken cancellationToken)
    {
        var state = await StateAsync(group, cancellationToken);
        while (await store.ReadAsync(LogBatch.NameOf(group.Key, state.Sequence + 1), LogsJson.Default.LogBatch, cancellationToken) is { } left)
        {
            await CountAsync(group, left.Value, cancellationToken);
            state = await StateAsync(group, cancellationToken);
        }

        return state;
    }

    /// <summary>
    /// Makes a batch and counts it. False if another one stood at its place, or the group went on meanwhile: then what it brought is to be
    /// looked at anew.
    /// </summary>
    public async Task<bool> AddAsync(LogGroup group, LogBatch batch, CancellationToken cancellationToken)
    {
        var name = LogBatch.NameOf(group.Key, batch.State.Sequence);
        var created = await store.CreateAsync(name, batch, LogsJson.Default.LogBatch, cancellationToken);
        if ((await StateAsync(group, cancellationToken)).Sequence >= batch.State.Sequence)
        {
            // Counted and deleted before ours was made: it is in nobody's way, but nobody would count it either.
            if (created is not null)
            {
                await store.DeleteAsync(name, created, cancellationToken);
            }

            return false;
        }

        if (created is null)
        {
            // Perhaps it is ours, and the answer was lost on the way.
            await ReadStateAsync(group, cancellationToken);
            return false;
        }

        await CountAsync(group, batch, cancellationToken);
        return true;
    }

    /// <summary>Moves on in a group where nothing is to be counted.</summary>
    public Task MoveOnAsync(LogGroup group, GroupState state, CancellationToken cancellationToken) =>
        ReplaceStateAsync(group, stored => stored.Sequence == state.Sequence ? state : stored, cancellationToken);

    /// <summary>A group begins at the present time as its sequence: should its state ever be lost, what was counted before has lower numbers.</summary>
    private Task<GroupState> StateAsync(LogGroup group, CancellationToken cancellationToken) => ReplaceStateAsync(group, static stored => stored, cancellationToken);

    private async Task CountAsync(LogGroup group, LogBatch batch, CancellationToken cancellationToken)
    {
        var inCrowd = batch.Crowd.ToHashSet();
        var crowd = batch.Finds.Where(f => inCrowd.Contains(f.Fingerprint)).ToList();
        await Parallel.ForEachAsync(
            batch.Finds.Where(f => !inCrowd.Contains(f.Fingerprint)), new ParallelOptions { MaxDegreeOfParallelism = ErrorsAtOnce, CancellationToken = cancellationToken },
            async (find, token) => await CountAsync(group, batch, find, token));
        if (crowd.Count > 0)
        {
            await CountCrowdAsync(group, batch, crowd, cancellationToken);
        }

        // Before the group moves on, since what comes next is held against it.
        await seen.AddAsync(group.Key, EventMark.Read(batch.Absorbed).Concat(batch.Finds.SelectMany(static f => EventMark.Read(f.Marks))), cancellationToken);
        await ReplaceStateAsync(group, stored => stored.Sequence < batch.State.Sequence ? batch.State : stored, cancellationToken);
        foreach (var name in batch.Inbox)
        {
            await store.DeleteAsync(name, etag: null, cancellationToken);
        }

        await store.DeleteAsync(LogBatch.NameOf(group.Key, batch.State.Sequence), etag: null, cancellationToken);
    }

    private async Task CountAsync(LogGroup group, LogBatch batch, LogFind find, CancellationToken cancellationToken)
    {
        var record = await ChangeAsync(
            ErrorRecord.NameOf(group.Key, find.Fingerprint), LogsJson.Default.ErrorRecord, r => ErrorRecord.Counted(r, batch, find, _quietAfter), cancellationToken);
        await errors.TellAsync(group, find.Fingerprint, record, cancellationToken);
    }

    private async Task CountCrowdAsync(LogGroup group, LogBatch batch, IReadOnlyList<LogFind> crowd, CancellationToken cancellationToken)
    {
        var record = await ChangeAsync(
            CrowdRecord.Folder + group.Key, LogsJson.Default.CrowdRecord, r => CrowdRecord.Counted(r, batch, crowd, _quietAfter), cancellationToken);
        await crowds.TellAsync(group, record, cancellationToken);
    }

    private Task<GroupState> ReplaceStateAsync(LogGroup group, Func<GroupState, GroupState> change, CancellationToken cancellationToken) =>
        ChangeAsync(GroupState.NameOf(group.Key), LogsJson.Default.GroupState, stored => change(stored ?? new GroupState { Group = group.Id, Sequence = time.GetUtcNow().ToUnixTimeMilliseconds() }), cancellationToken);

    /// <summary>Reads, changes and writes until nobody else wrote in between.</summary>
    private async Task<T> ChangeAsync<T>(string name, JsonTypeInfo<T> typeInfo, Func<T?, T> change, CancellationToken cancellationToken)
        where T : class, IVersionedDocument
    {
        for (var conflicts = 0; conflicts < MostConflicts; conflicts++)
        {
            var stored = await store.ReadAsync(name, typeInfo, cancellationToken);
            var changed = change(stored?.Value);
            if (changed == stored?.Value
                || (stored is null ? await store.CreateAsync(name, changed, typeInfo, cancellationToken) : await store.ReplaceAsync(name, stored.ETag, changed, typeInfo, cancellationToken)) is not null)
            {
                return changed;
            }
        }

        throw new StorageConflictException(name);
    }
}
