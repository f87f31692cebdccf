namespace CrossCloudOps.Slack;

internal enum SlackOutcome
{
    /// <summary>Slack did it.</summary>
    Done,

    /// <summary>Slack did not do it, because too much was asked; <see cref="SlackAnswer.RetryAfter"/> says how long to wait.</summary>
    RateLimited,

    /// <summary>Slack did not do it and will not, until something else changes; <see cref="SlackAnswer.Error"/> is its code.</summary>
    Refused,

    /// <summary>No answer, or a server error: Slack may have done it.</summary>
    Unknown,
}

/// <summary>What came of a call to Slack. Failures are values here: a failing Slack is an everyday thing.</summary>
internal sealed record SlackAnswer(SlackOutcome Outcome)
{
    public SlackResponse? Response { get; init; }

    /// <summary>Slack's error code, for example <c>channel_not_found</c>, with the messages that explain it; or <c>HTTP 502</c>, <c>timeout</c>.</summary>
    public string? Error { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    public bool IsDone => Outcome == SlackOutcome.Done;
}
