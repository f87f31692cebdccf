namespace CrossCloudOps.Emulators.Slack;

/// <summary>Slack's error code and what it adds in words.</summary>
internal sealed record SlackRefusal(string Error)
{
    public IReadOnlyList<string> Messages { get; init; } = [];

    public SlackAnswer AsAnswer() => SlackAnswer.Refuse(Error, Messages);
}
