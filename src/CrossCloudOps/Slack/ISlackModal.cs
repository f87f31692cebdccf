using CrossCloudOps.Slack.Blocks;

namespace CrossCloudOps.Slack;

/// <summary>
/// A button that opens a modal. Opening changes nothing, so it is no job; what is submitted becomes one. Needs a bot token.
/// </summary>
internal interface ISlackModal
{
    /// <summary>The button's <c>action_id</c> and the modal's <c>callback_id</c>.</summary>
    string ActionId { get; }

    /// <summary>What is opened at once, because the trigger expires after three seconds: the title, and that the rest is coming.</summary>
    SlackView Skeleton { get; }

    /// <summary>What takes the skeleton's place. Its <c>private_metadata</c> is all that comes back besides the inputs.</summary>
    Task<SlackView> FillAsync(SlackJob press, CancellationToken cancellationToken);

    /// <summary>Checks what was submitted, within Slack's three seconds.</summary>
    Task<SlackSubmissionAnswer> SubmitAsync(SlackSubmission submission, CancellationToken cancellationToken);
}

/// <summary>What somebody submitted: the values by <c>block_id</c>; of check boxes the chosen values, joined by commas.</summary>
internal sealed record SlackSubmission(string UserId, string PrivateMetadata, IReadOnlyDictionary<string, string> Values);

/// <summary>Exactly one of: faults by <c>block_id</c>, another form of the modal, or the job to be done, upon which the modal closes.</summary>
internal sealed record SlackSubmissionAnswer
{
    public IReadOnlyDictionary<string, string>? Errors { get; init; }

    public SlackView? View { get; init; }

    public SlackSubmittedJob? Job { get; init; }
}

/// <summary>What is to be done, by which action; where the answer belongs.</summary>
internal sealed record SlackSubmittedJob(string ActionId, string Value, IReadOnlyDictionary<string, string> Inputs, string? ChannelId, string? MessageTs);
