using CrossCloudOps.Slack;

namespace CrossCloudOps.Problems;

/// <summary>A feature's word on its problems. Exactly one is registered for each kind.</summary>
internal interface IProblemKind
{
    string Kind { get; }

    /// <summary>Not seen again for this long, an open problem is quiet; null: it never is.</summary>
    TimeSpan? QuietAfter => null;

    /// <summary>The problem as it follows from what is stored: count, state, newest sample. Unchanged if nothing is different.</summary>
    Task<Problem> DeriveAsync(Problem problem, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>What Slack shows.</summary>
    Task<SlackMessage> ComposeAsync(Problem problem, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>What should stand in the message's thread, most important first. What is not named any more stays as it is.</summary>
    Task<IReadOnlyList<ProblemReply>> RepliesAsync(Problem problem, DateTimeOffset now, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ProblemReply>>([]);
}
