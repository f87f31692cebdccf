using System.CommandLine;
using System.Text.Json;
using CrossCloudOps.DeadLetters;
using CrossCloudOps.Emulators.Slack;

namespace CrossCloudOps.Playground;

/// <summary><c>press send-back</c>: lets the Slack emulator of a running playground press a button, as a signed interaction.</summary>
internal static class PressCommand
{
    private static readonly Dictionary<string, string> ActionIds = new() { ["send-back"] = SendBackAction.Id, ["discard"] = DiscardAction.Id };

    public static Command Create(Option<int> slackPort)
    {
        var button = new Argument<string>("button") { Description = "Which button: send-back or discard, or any button's action_id." };
        var ts = new Option<string>("--ts")
        {
            Description = "Which card, by its ts; the default is the newest card that has the button.",
            DefaultValueFactory = static _ => SlackEmulator.NewestTs,
        };
        var command = new Command("press", "Presses a button on a card in the Slack of a running playground.") { button, ts };
        command.SetAction((parsed, stop) =>
        {
            var page = new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", parsed.GetValue(slackPort)).Uri;
            var output = parsed.InvocationConfiguration;
            return PressAsync(page, parsed.GetValue(button)!, parsed.GetValue(ts)!, output.Output, output.Error, stop);
        });
        return command;
    }

    public static async Task<int> PressAsync(Uri page, string button, string ts, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        var form = new Dictionary<string, string>
        {
            ["user"] = PlaygroundSettings.Operator,
            ["channel"] = PlaygroundSettings.Channel,
            ["ts"] = ts,
            ["action_id"] = ActionIds.GetValueOrDefault(button, button),
        };
        return await SlackPerson.ActAsync(page, "/press", form, "Pressed", output, errors, cancellationToken);
    }

    /// <summary>The ids of what can be pressed in a message.</summary>
    public static IEnumerable<string> Buttons(PostedMessage message) => (message.Blocks?.EnumerateArray().AsEnumerable() ?? [])
        .Where(static block => block.TryGetProperty("elements", out var elements) && elements.ValueKind == JsonValueKind.Array)
        .SelectMany(static block => block.GetProperty("elements").EnumerateArray())
        .Select(static element => element.TryGetProperty("action_id", out var id) ? id.GetString() : null)
        .OfType<string>();
}
