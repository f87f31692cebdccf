using CrossCloudOps.Slack.Blocks;
using Microsoft.Extensions.DependencyInjection;

namespace CrossCloudOps.Slack;

/// <summary><c>/ops help</c>, and the answer to a word that no feature knows.</summary>
internal sealed class HelpCommand(IServiceProvider services) : ISlackCommand
{
    public const string CommandName = "help";

    public string Name => CommandName;

    public string Usage => "this list";

    public Task<SlackActionResult?> RunAsync(SlackJob job, SlackActionTime actionTime, CancellationToken cancellationToken)
    {
        // Asked now, because it is itself one of them.
        var commands = services.GetServices<ISlackAction>().OfType<ISlackCommand>().OrderBy(static c => c.Name, StringComparer.Ordinal);
        var lines = commands.Select(static c => $"`/ops {c.Name}` {c.Usage}");
        var message = new SlackMessage("What /ops can do", [new SectionBlock { Text = new Mrkdwn(string.Join('\n', lines)) }]);
        return Task.FromResult<SlackActionResult?>(new SlackActionResult(null, null) { ToUser = message });
    }
}
