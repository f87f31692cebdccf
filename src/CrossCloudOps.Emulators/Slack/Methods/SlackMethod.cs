namespace CrossCloudOps.Emulators.Slack.Methods;

/// <summary>A Web API method: https://docs.slack.dev/reference/methods</summary>
internal sealed record SlackMethod(string Name, Func<SlackArguments, SlackAnswer> Run)
{
    /// <summary>
    /// Methods that only read take their arguments from a form or the query. They ignore those in a JSON body,
    /// and answer as if they were missing.
    /// </summary>
    public bool FormOnly { get; init; }

    public bool NeedsToken { get; init; } = true;
}
