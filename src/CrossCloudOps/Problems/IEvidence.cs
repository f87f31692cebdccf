namespace CrossCloudOps.Problems;

/// <summary>
/// What one feature knows that explains what another one found. A feature that knows something registers one of these; who asks need not
/// know who that is.
/// </summary>
internal interface IEvidence
{
    /// <summary>What is known about it, newest first; empty if nothing is. It may fail or be late: it is left out then.</summary>
    Task<IReadOnlyList<Evidence>> FindAsync(EvidenceQuestion question, CancellationToken cancellationToken);
}

/// <summary>Why did this message fail?</summary>
internal sealed record EvidenceQuestion
{
    /// <summary>The problem that the answer stands on. Whoever finds out later changes its <see cref="Problem.ExplainedAt"/>.</summary>
    public required string ProblemKey { get; init; }

    public required string QueueUrl { get; init; }

    public string? SourceQueueUrl { get; init; }

    public required string MessageId { get; init; }

    public string? GroupId { get; init; }

    /// <summary>CloudWatch log groups of those who consume the queue.</summary>
    public IReadOnlyList<string> LogGroups { get; init; } = [];

    /// <summary>It failed between these moments.</summary>
    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }
}

/// <param name="Title">One line.</param>
/// <param name="Detail">Such as a traceback, or what the other side answered; as long as it is, and not redacted.</param>
internal sealed record Evidence(string Title, string Detail, DateTimeOffset At);
