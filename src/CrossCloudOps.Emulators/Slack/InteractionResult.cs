namespace CrossCloudOps.Emulators.Slack;

/// <summary>How the app under test answered an interaction or a command; the time taken is real time.</summary>
public sealed record InteractionResult(int Status, string Body, TimeSpan Took)
{
    /// <summary>Whether the app acknowledged as Slack demands: 200 within three seconds. Else a person sees an error.</summary>
    public bool Acknowledged => Status == 200 && Took < TimeSpan.FromSeconds(3);
}
