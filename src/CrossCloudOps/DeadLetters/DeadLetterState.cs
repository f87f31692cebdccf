using CrossCloudOps.Storage;

namespace CrossCloudOps.DeadLetters;

internal enum DeadLetterStatus
{
    /// <summary>Nobody acted, or what was tried surely did not happen. A dead letter without a state document is open too.</summary>
    Open,

    /// <summary>Somebody is sending it back, or was when the process died.</summary>
    Sending,

    /// <summary>It was given to SQS, which did not confirm it: it may be in the queue.</summary>
    Unconfirmed,

    Sent,

    Discarded,
}

/// <summary>What was done with a dead letter. Each change is written only over the state that it was decided on.</summary>
internal sealed record DeadLetterState : IVersionedDocument
{
    public static int CurrentSchema => 1;

    public int Schema { get; init; } = CurrentSchema;

    public DeadLetterStatus Status { get; init; }

    /// <summary>How many times it was tried to send it back; part of the deduplication id on FIFO queues.</summary>
    public int Attempt { get; init; }

    public required string JobId { get; init; }

    public required string UserId { get; init; }

    public required DateTimeOffset At { get; init; }

    public string? Target { get; init; }

    /// <summary>SQS's id of what was sent.</summary>
    public string? NewMessageId { get; init; }

    /// <summary>Why the last attempt did not happen.</summary>
    public string? Error { get; init; }

    /// <summary>What was sent instead of what is archived.</summary>
    public DeadLetterEdit? Edit { get; init; }

    /// <summary>What it was before this act, until it is certain that no bulk job has the same in hand.</summary>
    public DeadLetterState? Before { get; init; }

    /// <summary>As if this act had never been.</summary>
    public DeadLetterState Withdrawn() => Before ?? this with { Status = DeadLetterStatus.Open, Attempt = 0, Target = null };

    /// <summary>After a send that surely did not happen: open, or dealt with as it was.</summary>
    public DeadLetterState NotSent(string error) => Before is { Status: DeadLetterStatus.Sent or DeadLetterStatus.Discarded }
        ? Before with { Attempt = Attempt, Error = error }
        : this with { Status = DeadLetterStatus.Open, Error = error, Before = null };

    /// <summary>The state that an act begins with over this one.</summary>
    public static DeadLetterState? KeptBy(DeadLetterState? state) => state is null ? null : state with { Before = null };
}
