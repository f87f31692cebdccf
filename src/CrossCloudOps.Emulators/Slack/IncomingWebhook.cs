namespace CrossCloudOps.Emulators.Slack;

/// <summary>
/// The incoming webhook: plain text answers, and no timestamp comes back.
/// https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
/// </summary>
internal sealed class IncomingWebhook(SlackWorkspace workspace)
{
    private const string Service = "B0WEBHOOK";
    private const string Secret = "emulatorwebhook";

    /// <summary>The address beneath the emulator's root.</summary>
    public static string PathOf(SlackEmulatorOptions options) => $"/services/{options.TeamId}/{Service}/{Secret}";

    public SlackAnswer Post(string[] path, SlackArguments? arguments)
    {
        if (Unknown(path) is { } unknown)
        {
            return unknown;
        }

        if (workspace.Options.Channels is not [var channel, ..])
        {
            return SlackAnswer.PlainText(404, "channel_not_found");
        }

        if (arguments is null)
        {
            return SlackAnswer.PlainText(400, "invalid_payload");
        }

        if (channel.IsArchived)
        {
            return SlackAnswer.PlainText(410, "channel_is_archived");
        }

        var (content, refusal) = MessageContent.Read(arguments);
        if (refusal is not null || content.IsEmpty)
        {
            return SlackAnswer.PlainText(400, refusal?.Error ?? "no_text");
        }

        if (workspace.PaceOf(channel.Id) is { } wait)
        {
            return SlackAnswer.RateLimited(wait);
        }

        workspace.Messages.Add(new PostedMessage(channel.Id, "", content.ShownText)
        {
            User = workspace.Options.BotUserId,
            ThreadTs = arguments.Text("thread_ts"),
            UnfurlLinks = arguments.Flag("unfurl_links", otherwise: true),
            UnfurlMedia = arguments.Flag("unfurl_media", otherwise: true),
            Blocks = content.Blocks,
            Via = "webhook",
        });
        return SlackAnswer.PlainText(200, "ok");
    }

    private SlackAnswer? Unknown(string[] path) => path switch
    {
        [_, var team, ..] when team != workspace.Options.TeamId => SlackAnswer.PlainText(404, "no_team"),
        [_, _, Service, Secret] => null,
        [_, _, Service, _] => SlackAnswer.PlainText(403, "invalid_token"),
        _ => SlackAnswer.PlainText(404, "no_service"),
    };
}
