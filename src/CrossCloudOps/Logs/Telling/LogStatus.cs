using CrossCloudOps.Logs.Folding;
using CrossCloudOps.Logs.Scanning;
using CrossCloudOps.Problems;
using CrossCloudOps.Slack;
using CrossCloudOps.Storage;

namespace CrossCloudOps.Logs.Telling;

/// <summary>How far each log group is read; those that are behind first.</summary>
internal sealed class LogStatus(IDocumentStore store, LogGroups groups, SlackText text, TimeProvider time) : IStatusSection
{
    private const int MostShown = 10;

    public string Title => "Logs";

    public async Task<IReadOnlyList<string>> LinesAsync(CancellationToken cancellationToken)
    {
        if (!groups.IsOn)
        {
            return [];
        }

        var states = new List<GroupState>();
        await foreach (var listed in store.ListAsync(GroupState.Folder, cancellationToken))
        {
            if (await store.ReadAsync(listed.Name, LogsJson.Default.GroupState, cancellationToken) is { } state)
            {
                states.Add(state.Value);
            }
        }

        var now = time.GetUtcNow();
        var lines = states.OrderByDescending(s => ScanPolicy.BehindBy(s, now)).ThenBy(static s => s.Group, StringComparer.Ordinal).Select(s => Line(s, now)).ToList();
        return lines.Count <= MostShown ? lines : [.. lines.Take(MostShown), $"and {SlackText.Number(lines.Count - MostShown)} more log groups"];
    }

    private string Line(GroupState state, DateTimeOffset now)
    {
        var name = text.Code(LogGroupName.Of(state.Group), 200);
        var kinds = state.Kinds.Count == 0 ? "" : $" · {SlackText.Number(state.Kinds.Count)} {(state.Kinds.Count == 1 ? "kind" : "kinds")} of errors";
        return ScanPolicy.BehindBy(state, now) is { } behind ? $"🐌 {name}: {SlackText.Length(behind)} behind{kinds}"
            : state.ReadUpTo is null ? $"• {name}: received{kinds}"
            : $"• {name}: read{kinds}";
    }
}
