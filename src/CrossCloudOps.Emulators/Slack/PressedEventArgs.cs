namespace CrossCloudOps.Emulators.Slack;

/// <summary>A press on an element of a message. <paramref name="label"/> is what stands on it, if it is a button.</summary>
public sealed class PressedEventArgs(SlackUser user, PostedMessage message, string actionId, string? label) : EventArgs
{
    public SlackUser User => user;

    public PostedMessage Message => message;

    public string ActionId => actionId;

    public string? Label => label;
}
