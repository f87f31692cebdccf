using CrossCloudOps.Problems;
using CrossCloudOps.Slack;

namespace CrossCloudOps.Status;

/// <summary>The timer functions that do not end well; nothing while there are none, or while nothing ever ran.</summary>
internal sealed class FunctionStatus(FunctionRuns runs) : IStatusSection
{
    public string Title => "Functions";

    public async Task<IReadOnlyList<string>> LinesAsync(CancellationToken cancellationToken)
    {
        var all = await runs.ReadAsync(cancellationToken);
        return all.All(static f => f.LastGoodRun is null) ? [] : [.. all.Where(static f => !f.IsFresh).Select(Line)];
    }

    private static string Line(FunctionFreshness stale) => stale.Age is { } age
        ? $"⏱ {stale.Function.Name}: no good run for {SlackText.Length(age)}"
        : $"⏱ {stale.Function.Name}: no good run yet";
}
