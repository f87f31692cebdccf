namespace CrossCloudOps.Slack.Blocks;

/// <summary>A modal: title, submit and close 24 characters each, up to 100 blocks, 250 kB. <see href="https://docs.slack.dev/reference/views/modal-views"/></summary>
internal sealed record SlackView(PlainText Title, IReadOnlyList<Block> Blocks)
{
    public string Type { get; init; } = "modal";

    public string? CallbackId { get; init; }

    /// <summary>Comes back with what is submitted; at most 3,000 characters.</summary>
    public string? PrivateMetadata { get; init; }

    public PlainText? Submit { get; init; }

    public PlainText? Close { get; init; }
}

/// <summary>The answer to a submission. <see href="https://docs.slack.dev/surfaces/modals#handling_submissions"/></summary>
/// <param name="ResponseAction"><c>errors</c> or <c>update</c>.</param>
internal sealed record SlackViewReply(string ResponseAction)
{
    /// <summary>By the <c>block_id</c> of an input block.</summary>
    public IReadOnlyDictionary<string, string>? Errors { get; init; }

    public SlackView? View { get; init; }
}
