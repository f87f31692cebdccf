using System.Text.Json.Serialization;
using CrossCloudOps.Slack;
using CrossCloudOps.Storage;

namespace CrossCloudOps.DeadLetters.Bulk;

internal enum BulkAct
{
    SendBack,
    Discard,
}

internal enum BulkPhase
{
    /// <summary>Its dead letters are being written down.</summary>
    Selecting,

    /// <summary>One of them is being sent.</summary>
    Canary,

    /// <summary>It is being watched whether that one comes back.</summary>
    Watching,

    /// <summary>Watching can conclude nothing: somebody says whether to go on.</summary>
    AwaitingGo,

    /// <summary>The rest is being sent or discarded.</summary>
    Acting,

    /// <summary>Nothing is begun any more; what remains is to say so.</summary>
    Ended,
}

internal enum BulkEnding
{
    Done,
    Stopped,
    CanaryCameBack,
    TooManyCameBack,

    /// <summary>AWS refused all of it; the reason is its code.</summary>
    Refused,

    /// <summary>Another job is at all of these kinds.</summary>
    Busy,
}

/// <summary>
/// A bulk act on dead letters, small enough to be replaced often. What it is about stands in its selection, what it did in its log;
/// both are documents of their own.
/// </summary>
internal sealed record BulkJob : IVersionedDocument
{
    private const string Prefix = "bulk-";

    public static int CurrentSchema => 1;

    public int Schema { get; init; } = CurrentSchema;

    public required string Id { get; init; }

    public required BulkAct Act { get; init; }

    public required BulkSelection Selection { get; init; }

    public required string UserId { get; init; }

    public required string SlackJobId { get; init; }

    /// <summary>The channel in which it was asked for.</summary>
    public string? ChannelId { get; init; }

    public required DateTimeOffset At { get; init; }

    public BulkPhase Phase { get; init; }

    /// <summary>Nothing is to be done before.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>How many times in a row SQS asked to wait, or gave no answer.</summary>
    public int Waits { get; init; }

    public int Selected { get; init; }

    /// <summary>How many documents the selection has, and how many of them are through.</summary>
    public int Chunks { get; init; }

    public int ChunksDone { get; init; }

    /// <summary>What came of the chunks that are through: added once, with the change of <see cref="ChunksDone"/>.</summary>
    public BulkCounts Folded { get; init; } = new();

    /// <summary>What came of all so far, as it was last written down; the log knows better.</summary>
    public BulkCounts Counts { get; init; } = new();

    /// <summary>How many came back, at the last count.</summary>
    public int Returned { get; init; }

    /// <summary>Message groups of which one was not sent: nothing that follows it may be.</summary>
    public IReadOnlyList<string> HeldGroups { get; init; } = [];

    public BulkWatch? Watch { get; init; }

    /// <summary>When so many were begun: the pace is counted from here.</summary>
    public DateTimeOffset? PaceFrom { get; init; }

    public int PaceBegun { get; init; }

    public string? StopBy { get; init; }

    public string? GoOnBy { get; init; }

    public BulkEnding? Ending { get; init; }

    public string? Reason { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The same for every run of one press.</summary>
    public static string IdOf(SlackJob job) => Prefix + job.Id;

    public static bool IsId(string? text) =>
        text is { Length: > 5 and <= 64 } && text.StartsWith(Prefix, StringComparison.Ordinal) && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-');
}

/// <summary>The watch on the canary.</summary>
/// <param name="Target">The queue that it was sent to.</param>
/// <param name="DeadLetterQueue">The key of that queue's dead-letter queue, once it is known.</param>
/// <param name="Until">By then SQS has given it back, if it fails.</param>
/// <param name="EmptySince">Since then the queue reads empty.</param>
internal sealed record BulkWatch(string Target, DateTimeOffset From, string? DeadLetterQueue = null, DateTimeOffset? Until = null, DateTimeOffset? EmptySince = null);

internal sealed record BulkCounts
{
    public int Sent { get; init; }

    public int Discarded { get; init; }

    /// <summary>SQS refused it: it stays open, with the reason.</summary>
    public int Failed { get; init; }

    public int Unconfirmed { get; init; }

    /// <summary>Not sent because one before it in its group was not.</summary>
    public int Held { get; init; }

    public int Unreadable { get; init; }

    /// <summary>Somebody else dealt with it meanwhile.</summary>
    public int Gone { get; init; }

    [JsonIgnore]
    public int Begun => Sent + Failed + Unconfirmed;

    [JsonIgnore]
    public int All => Begun + Discarded + Held + Unreadable + Gone;

    public BulkCounts Without(BulkCounts one) => this with { Failed = Failed - one.Failed, Unconfirmed = Unconfirmed - one.Unconfirmed };

    public static BulkCounts operator +(BulkCounts a, BulkCounts b) => new()
    {
        Sent = a.Sent + b.Sent,
        Discarded = a.Discarded + b.Discarded,
        Failed = a.Failed + b.Failed,
        Unconfirmed = a.Unconfirmed + b.Unconfirmed,
        Held = a.Held + b.Held,
        Unreadable = a.Unreadable + b.Unreadable,
        Gone = a.Gone + b.Gone,
    };
}

/// <summary>A part of a selection, in order, written once: each dead letter with the number of attempts to send it back so far.</summary>
internal sealed record BulkChunk(IReadOnlyList<string> Ids, int Unreadable) : IVersionedDocument
{
    public const int Size = 1000;

    public static int CurrentSchema => 1;

    public int Schema { get; init; } = CurrentSchema;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(BulkJob))]
[JsonSerializable(typeof(BulkChunk))]
[JsonSerializable(typeof(BulkLine))]
internal sealed partial class BulkJson : JsonSerializerContext;
