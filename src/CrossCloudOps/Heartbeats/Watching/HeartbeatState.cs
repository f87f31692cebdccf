using System.Text.Json.Serialization;
using CrossCloudOps.Heartbeats.Probing;
using CrossCloudOps.Storage;

namespace CrossCloudOps.Heartbeats.Watching;

/// <summary>
/// Everything that one round hands to the next, in one document that only a round writes, and only over the one that it read. What is lost
/// with it is asked of the bucket again. All times are S3's.
/// </summary>
internal sealed record HeartbeatState : IVersionedDocument
{
    public const string Document = "heartbeats/state";

    public static int CurrentSchema => 1;

    public int Schema { get; init; } = CurrentSchema;

    /// <summary>When the round looked.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>By name: <c>eu/web-1</c> of <c>pulse/eu/web-1.json</c>.</summary>
    public IReadOnlyDictionary<string, PulseState> Pulses { get; init; } = new Dictionary<string, PulseState>();

    /// <summary>Since when nothing at all could be reached; null: something can.</summary>
    public DateTimeOffset? BlindSince { get; init; }

    /// <summary>Since when there are no pulses; null: there are.</summary>
    public DateTimeOffset? EmptySince { get; init; }

    /// <summary>The hour since 1970 that the last mark of each pulse's day is of.</summary>
    public int DayHour { get; init; }

    /// <summary>Objects under the prefix that are no pulses, because their names do not end in <c>.json</c>.</summary>
    public int OtherObjects { get; init; }

    /// <summary>What Slack is told of, by the problem's key. One that is over stays until its end is in the problem.</summary>
    public IReadOnlyDictionary<string, ToldTrouble> Troubles { get; init; } = new Dictionary<string, ToldTrouble>();
}

/// <summary>One pulse as it was seen last.</summary>
internal sealed record PulseState
{
    public required string ETag { get; init; }

    /// <summary>The ETag of the file that was read; null: none was.</summary>
    public string? ReadETag { get; init; }

    /// <summary>When the file was put.</summary>
    public required DateTimeOffset PulsedAt { get; init; }

    public required DateTimeOffset FirstSeenAt { get; init; }

    /// <summary>What it asks for; null if it could not be read.</summary>
    public Pulse? Pulse { get; init; }

    /// <summary>Why it could not be read, a sentence for each fault.</summary>
    public IReadOnlyList<string>? Faults { get; init; }

    /// <summary>The time between the last two pulses.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>Since when there is a pulse that was not checked yet; null: there is none.</summary>
    public DateTimeOffset? DueSince { get; init; }

    /// <summary>Why the last check failed; null if it did not.</summary>
    public CheckFailure? Failure { get; init; }

    /// <summary>The first of the checks that failed since one did not.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>When a check was passed last.</summary>
    public DateTimeOffset? GoodAt { get; init; }

    /// <summary>When the echo was put.</summary>
    public DateTimeOffset? EchoedAt { get; init; }

    public DateTimeOffset? CertificateExpiresAt { get; init; }

    /// <summary>How long the last check took.</summary>
    public TimeSpan? Took { get; init; }

    /// <summary>How it stood at the last look.</summary>
    public Standing Standing { get; init; }

    /// <summary>How many looks in a row found it in trouble.</summary>
    public int BadLooks { get; init; }

    /// <summary>How it stood at worst in each of the last hours: see <see cref="DayMarks"/>.</summary>
    public string? Day { get; init; }
}

/// <summary>What a problem was told of a trouble.</summary>
/// <param name="Told">A hash of what it was told; null: it is to be told.</param>
internal sealed record ToldTrouble(string? Told);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(HeartbeatState))]
internal sealed partial class HeartbeatsJson : JsonSerializerContext;
