using CrossCloudOps.Logs.Folding;
using CrossCloudOps.Storage;

namespace CrossCloudOps.Logs.Telling;

/// <summary>How far all log groups are read and counted, for those who ask.</summary>
internal sealed class GroupStates(IDocumentStore store)
{
    private const int ReadAtOnce = 16;

    public async Task<IReadOnlyList<GroupState>> ReadAsync(CancellationToken cancellationToken)
    {
        var states = new List<GroupState>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = ReadAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(store.ListAsync(GroupState.Folder, cancellationToken), parallel, async (listed, token) =>
        {
            if (await ReadOneAsync(listed.Name, token) is { } state)
            {
                lock (states)
                {
                    states.Add(state);
                }
            }
        });
        return states;
    }

    /// <summary>One that cannot be read is told of by a problem of its own.</summary>
    private async Task<GroupState?> ReadOneAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return (await store.ReadAsync(name, LogsJson.Default.GroupState, cancellationToken))?.Value;
        }
        catch (UnreadableDocumentException)
        {
            return null;
        }
    }
}
