namespace CrossCloudOps.Emulators.Slack.Page;

/// <summary>Who looks at what: one person, one channel, and the thread that is open beside it.</summary>
internal sealed record PageView(SlackUser User, SlackChannel Channel, string? ThreadTs)
{
    /// <summary>What is not given or does not exist is the first of its kind; null in a workspace without people or channels.</summary>
    public static PageView? Of(SlackWorkspace workspace, string? user, string? channel, string? thread)
    {
        if ((workspace.UserById(user) ?? (workspace.Options.Users is [var first, ..] ? first : null)) is not { } reader)
        {
            return null;
        }

        var open = workspace.Conversations.ToList();
        return (open.Find(one => one.Id == channel) ?? open.FirstOrDefault()) is { } shown
            ? new PageView(reader, shown, string.IsNullOrEmpty(thread) ? null : thread)
            : null;
    }

    public string Link(SlackUser? user = null, SlackChannel? channel = null, string? thread = null) => BlockJson.Encode(
        $"/?user={Uri.EscapeDataString((user ?? User).Id)}&channel={Uri.EscapeDataString((channel ?? Channel).Id)}"
        + (thread is null ? "" : "&thread=" + Uri.EscapeDataString(thread)));

    public bool Sees(PostedMessage message) => message.EphemeralTo is null || message.EphemeralTo == User.Id;
}
