using System.CommandLine;

namespace CrossCloudOps.Playground;

/// <summary><c>say "/ops status"</c>: types a slash command into the channel of a running playground. The answer stands on its page.</summary>
internal static class SayCommand
{
    public static Command Create(Option<int> slackPort)
    {
        var text = new Argument<string>("text") { Description = "A slash command with its words, such as \"/ops help\"." };
        var command = new Command("say", "Types a slash command in the Slack of a running playground.") { text };
        command.SetAction((parsed, stop) =>
        {
            var page = new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", parsed.GetValue(slackPort)).Uri;
            var output = parsed.InvocationConfiguration;
            return SayAsync(page, parsed.GetValue(text)!, output.Output, output.Error, stop);
        });
        return command;
    }

    public static Task<int> SayAsync(Uri page, string text, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        var form = new Dictionary<string, string> { ["user"] = PlaygroundSettings.Operator, ["channel"] = PlaygroundSettings.Channel, ["text"] = text };
        return SlackPerson.ActAsync(page, "/command", form, "Said", output, errors, cancellationToken);
    }
}
