namespace CrossCloudOps.Emulators.Slack;

/// <summary>
/// Posts to a response URL.
/// https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
/// </summary>
internal sealed class ResponseUrls(SlackWorkspace workspace)
{
    public SlackAnswer Post(string token, SlackArguments? arguments)
    {
        var (target, error) = workspace.ResponseUrls.Use(token);
        if (target is null)
        {
            return SlackAnswer.RefuseWith(404, error!);
        }

        if (arguments is null)
        {
            return SlackAnswer.RefuseWith(400, "invalid_payload");
        }

        if (arguments.Flag("delete_original"))
        {
            return target.MessageTs is { } ts && workspace.Messages.Remove(target.Channel, ts)
                ? SlackAnswer.Ok()
                : SlackAnswer.Refuse("message_not_found");
        }

        var (content, refusal) = MessageContent.Read(arguments, cumulativeLimit: false);
        return refusal is not null ? refusal.AsAnswer()
            : content.IsEmpty ? SlackAnswer.Refuse("no_text")
            : target.MessageTs is { } original && Replaces(arguments) ? Replace(target.Channel, original, content)
            : Say(target, content, arguments.Text("response_type") == "in_channel", arguments.Text("thread_ts"), "response_url");
    }

    /// <summary>A message to the person, or with <paramref name="inChannel"/> to everybody.</summary>
    public SlackAnswer Say(ResponseTarget target, MessageContent content, bool inChannel, string? threadTs, string via)
    {
        workspace.Messages.Add(new PostedMessage(target.Channel, "", content.ShownText)
        {
            User = workspace.Options.BotUserId,
            EphemeralTo = inChannel ? null : target.UserId,
            ThreadTs = threadTs,
            Blocks = content.Blocks,
            Via = via,
        });
        return SlackAnswer.Ok();
    }

    /// <summary>A public answer into a thread overwrites the original too, unless <c>replace_original</c> says no.</summary>
    private static bool Replaces(SlackArguments arguments) => arguments.Flag(
        "replace_original",
        otherwise: arguments.Has("thread_ts") && arguments.Text("response_type") == "in_channel");

    private SlackAnswer Replace(string channel, string ts, MessageContent content)
    {
        var replaced = workspace.Messages.Edit(channel, ts, old => old with
        {
            Text = content.ShownText,
            Blocks = content.Blocks,
            ShowsEdited = old.ShowsEdited || content.Blocks is null,
        });
        return replaced is null ? SlackAnswer.Refuse("message_not_found") : SlackAnswer.Ok();
    }
}
