using CrossCloudOps.DeadLetters;
using CrossCloudOps.Slack;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Tests.Drivers;

/// <summary>The app's words without the app.</summary>
internal static class Wording
{
    public static SlackText Text { get; } = new(new Redaction(new RedactionOptions()));

    public static DeadLetterMessage DeadLetters { get; } = new(
        Text, new DeadLetterCard(Text, Options.Create(new SlackOptions { BotToken = "xoxb-emulator" }), Options.Create(new DeadLettersOptions())), Options.Create(new DeadLettersOptions()));
}
