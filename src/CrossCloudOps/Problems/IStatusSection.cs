namespace CrossCloudOps.Problems;

/// <summary>A feature's part of what <c>/ops status</c> shows.</summary>
internal interface IStatusSection
{
    string Title { get; }

    /// <summary>Most important first, in mrkdwn: what comes from outside went through <see cref="Slack.SlackText"/>.</summary>
    Task<IReadOnlyList<string>> LinesAsync(CancellationToken cancellationToken);
}
