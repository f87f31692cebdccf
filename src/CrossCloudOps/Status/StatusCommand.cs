using CrossCloudOps.Problems;
using CrossCloudOps.Slack;
using CrossCloudOps.Storage;

namespace CrossCloudOps.Status;

/// <summary><c>/ops status</c>: whether the app can work, and what its features have to say.</summary>
internal sealed class StatusCommand(Health health, FunctionStatus functions, IEnumerable<IStatusSection> sections, StatusMessage words) : ISlackCommand
{
    public string Name => "status";

    public string Usage => "open problems, what waits in each queue, running bulk jobs";

    public async Task<SlackActionResult?> RunAsync(SlackJob job, SlackActionTime actionTime, CancellationToken cancellationToken) =>
        await actionTime.LookUpAsync(async token => new SlackActionResult(null, null) { ToUser = await ReadAsync(token) }, cancellationToken);

    private async Task<SlackMessage> ReadAsync(CancellationToken cancellationToken)
    {
        var isOk = await health.IsOkAsync(cancellationToken);
        var parts = new List<StatusPart>();
        foreach (var section in isOk ? [functions, .. sections] : (IEnumerable<IStatusSection>)[])
        {
            if (await LinesAsync(section, cancellationToken) is { Count: > 0 } lines)
            {
                parts.Add(new StatusPart(section.Title, lines));
            }
        }

        return words.Of(isOk, parts);
    }

    /// <summary>One part that cannot be read must not keep the others from being shown.</summary>
    private static async Task<IReadOnlyList<string>> LinesAsync(IStatusSection section, CancellationToken cancellationToken)
    {
        try
        {
            return await section.LinesAsync(cancellationToken);
        }
        catch (UnreadableDocumentException e)
        {
            return [$"🧩 a document cannot be read: {SlackText.Escape(e.Name)}"];
        }
    }
}
