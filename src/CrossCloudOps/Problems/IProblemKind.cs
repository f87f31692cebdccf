using CrossCloudOps.Slack;

namespace CrossCloudOps.Problems;

/// <summary>A feature's word on its problems. Exactly one is registered for each kind.</summary>
internal interface IProblemKind
{
    string Kind { get; }

    /// <summary>The problem as it follows from what is stored: count, state, newest sample. Unchanged if nothing is different.</summary>
    Task<Problem> DeriveAsync(Problem problem, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>What Slack shows.</summary>
    Task<SlackMessage> ComposeAsync(Problem problem, DateTimeOffset now, CancellationToken cancellationToken);
}
