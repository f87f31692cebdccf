namespace CrossCloudOps.Emulators.Slack;

/// <summary>A request that the emulator received.</summary>
public sealed record SlackCall
{
    /// <summary>The method, or <c>webhook</c>, <c>response_url</c>, <c>upload</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>When it arrived, by the emulator's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether the operation happened, seen from the workspace: also when the caller's connection was cut after it.</summary>
    public bool Ok { get; init; }

    /// <summary>Slack's word for the refusal; <c>unanswered</c> while it is under way, <c>dropped</c> when a fault cut it off.</summary>
    public string? Error { get; init; }

    /// <summary>What the answer says about the refusal in words, for example which limit of Block Kit a block exceeds.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>The channel that was asked for, as the caller wrote it.</summary>
    public string? Channel { get; init; }

    /// <summary>The message in whose thread it was to stand.</summary>
    public string? ThreadTs { get; init; }

    /// <summary>The fault that hit this call.</summary>
    public FaultKind? Fault { get; init; }
}
