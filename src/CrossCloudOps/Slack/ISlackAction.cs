namespace CrossCloudOps.Slack;

/// <summary>What a button does. A feature registers one of these for each <c>action_id</c> of its own; each id has exactly one.</summary>
internal interface ISlackAction
{
    string ActionId { get; }

    /// <summary>
    /// Does what the button says. It may be run again for the same job, by another instance, after any step: it must then go on
    /// where it stopped. Null means "not yet": the job stays and is run again.
    /// </summary>
    Task<SlackActionResult?> RunAsync(SlackJob job, SlackActionTime time, CancellationToken cancellationToken);
}

/// <summary>What the one who clicked sees: the message in its present state, and a note to them alone.</summary>
/// <param name="IsDone">False: the job stays and is run again, although there is something to see already.</param>
internal sealed record SlackActionResult(SlackMessage? Message, string? Note, bool IsDone = true)
{
    /// <summary>A message of its own to the one who asked, which nobody else sees.</summary>
    public SlackMessage? ToUser { get; init; }
}
