using System.Text.Json.Serialization;
using CrossCloudOps.Storage;

namespace CrossCloudOps.Problems;

internal enum ProblemState
{
    Open,
    Resolved,
}

/// <summary>Something that is wrong, as it is now: what detectors found, what people did about it, and what Slack shows of it.</summary>
internal sealed record Problem : IVersionedDocument
{
    /// <summary>How many acts are kept; the audit has them all.</summary>
    public const int ActsKept = 5;

    public static int CurrentSchema => 1;

    public int Schema { get; init; } = CurrentSchema;

    /// <summary>Who explains it: the <see cref="IProblemKind.Kind"/> of one feature.</summary>
    public required string Kind { get; init; }

    /// <summary>Segments of a document's name, the kind first.</summary>
    public required string Key { get; init; }

    public required string Title { get; init; }

    public ProblemState State { get; init; }

    /// <summary>Rises with every change that Slack should show.</summary>
    public long Version { get; init; }

    /// <summary>1 when it is open for the first time, 2 when it came back, and so on.</summary>
    public int Opening { get; init; } = 1;

    public required DateTimeOffset OpenedAt { get; init; }

    public required DateTimeOffset LastSeenAt { get; init; }

    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>How many there are, counted from what is stored.</summary>
    public int Count { get; init; }

    /// <summary>The newest of them, in the words of its kind.</summary>
    public string? Sample { get; init; }

    /// <summary>When the newest of them came, by the store's time.</summary>
    public DateTimeOffset? NewestAt { get; init; }

    /// <summary>How far something is that takes its time and deals with it; null while nothing does.</summary>
    public string? Progress { get; init; }

    /// <summary>When something became known that explains it.</summary>
    public DateTimeOffset? ExplainedAt { get; init; }

    /// <summary>The channel it belongs to, if not the default one.</summary>
    public string? Channel { get; init; }

    /// <summary>What its kind needs to explain it.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();

    /// <summary>The last things that people, or the app in their name, did; oldest first.</summary>
    public IReadOnlyList<ProblemAct> Acts { get; init; } = [];

    /// <summary>The name of a notice of its kind that is due, such as that something will be purged.</summary>
    public string? Warning { get; init; }

    /// <summary>What people asked to be put into the thread, in words of its kind.</summary>
    public IReadOnlyList<string> Wishes { get; init; } = [];

    /// <summary>Somebody is at it: no more reminders.</summary>
    public ProblemMark? Acknowledged { get; init; }

    /// <summary>Still counted, but nothing new is told until then. It stands across openings.</summary>
    public ProblemMute? Muted { get; init; }

    /// <summary>When a mute ended by itself in this opening.</summary>
    public DateTimeOffset? UnmutedAt { get; init; }

    /// <summary>Open, but not seen again for its kind's time.</summary>
    public bool Quiet { get; init; }

    public ShownInSlack Shown { get; init; } = new();

    public bool IsMuted(DateTimeOffset now) => Muted is { } mute && now < mute.Until;

    public Problem Resolved(DateTimeOffset at) => this with { State = ProblemState.Resolved, ResolvedAt = at };

    public Problem Reopened(DateTimeOffset at) =>
        this with { State = ProblemState.Open, Opening = Opening + 1, OpenedAt = at, LastSeenAt = at, ResolvedAt = null, Acts = [], Acknowledged = null, Quiet = false, UnmutedAt = null };

    /// <summary>The problem with an act added, once per job.</summary>
    public Problem With(ProblemAct act) =>
        Acts.Any(a => a.JobId == act.JobId) ? this : this with { Acts = [.. Acts.TakeLast(ActsKept - 1), act] };
}

/// <summary>What somebody did, in words of the feature that did it: escaped, without the name and the time.</summary>
internal sealed record ProblemAct(string JobId, string UserId, DateTimeOffset At, string Text);

internal sealed record ProblemMark(string UserId, DateTimeOffset At);

internal sealed record ProblemMute(string UserId, DateTimeOffset At, DateTimeOffset Until);

/// <summary>Where and how Slack shows a problem.</summary>
internal sealed record ShownInSlack
{
    public string? Channel { get; init; }

    public string? Ts { get; init; }

    /// <summary>The version that Slack shows.</summary>
    public long Version { get; init; }

    /// <summary>The opening that the message is about.</summary>
    public int Opening { get; init; }

    public int Count { get; init; }

    public ProblemState State { get; init; }

    public DateTimeOffset? At { get; init; }

    /// <summary>A first post was begun then, and what came of it is not known.</summary>
    public DateTimeOffset? PostingAt { get; init; }

    /// <summary>Slack refused it; it is tried again then.</summary>
    public SlackRefusal? Refusal { get; init; }

    /// <summary>What stands in the thread of the message.</summary>
    public IReadOnlyList<ShownReply> Replies { get; init; } = [];

    /// <summary>The version whose replies are all there.</summary>
    public long RepliesVersion { get; init; }

    /// <summary>A reply was begun, and what came of it is not known.</summary>
    public BegunReply? Replying { get; init; }

    /// <summary>When the problem is looked at again by itself: the minute under which it stands in <c>due/</c>.</summary>
    public DateTimeOffset? DueAt { get; init; }
}

/// <summary>A reply in the thread, by its name. One without a ts is never edited: a file, or a message to a webhook.</summary>
internal sealed record ShownReply(string Name, string Version, string? Ts, DateTimeOffset At)
{
    /// <summary>Slack refused it: nobody sees it.</summary>
    public bool WasRefused { get; init; }
}

/// <summary>A reply between the mark and Slack's answer; a file is found again by its id.</summary>
internal sealed record BegunReply(string Name, string Version, DateTimeOffset At, string? FileId);

/// <summary>A refusal that waiting alone does not mend, with the number of times it was met.</summary>
internal sealed record SlackRefusal(string Error, int Times, DateTimeOffset TryAgainAt);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(AuditLine))]
internal sealed partial class ProblemsJson : JsonSerializerContext;
