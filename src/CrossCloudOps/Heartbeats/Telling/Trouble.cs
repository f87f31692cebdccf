using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using CrossCloudOps.Heartbeats.Probing;
using CrossCloudOps.Heartbeats.Watching;

namespace CrossCloudOps.Heartbeats.Telling;

[JsonConverter(typeof(JsonStringEnumConverter<TroubleCause>))]
internal enum TroubleCause
{
    /// <summary>Something is wrong with what one host was asked for, or with its pulses.</summary>
    Host,

    /// <summary>A pulse that cannot be read names no host.</summary>
    Pulse,

    /// <summary>Names of several hosts cannot be resolved.</summary>
    Resolver,

    /// <summary>Nothing at all can be reached: we cannot see.</summary>
    Network,

    /// <summary>There is more to check than we get to.</summary>
    Behind,

    /// <summary>Nobody pulses.</summary>
    NoPulses,

    /// <summary>More pulses than are watched.</summary>
    TooMany,

    /// <summary>A certificate expires soon.</summary>
    Certificate,
}

/// <summary>What one message is about: everything that has one cause. All times are S3's.</summary>
internal sealed record Trouble
{
    /// <summary>So many of its heartbeats are named.</summary>
    public const int MostNamed = 50;

    public required TroubleCause Cause { get; init; }

    /// <summary>The host, the pulse's name, or the bucket's address.</summary>
    public required string Subject { get; init; }

    public string? Channel { get; init; }

    /// <summary>When it began; of a certificate, when it expires.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When it was over; null: it is not.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How many heartbeats are in it now.</summary>
    public int Count { get; init; }

    /// <summary>At most <see cref="MostNamed"/>, those that were in it before included.</summary>
    public IReadOnlyList<TroubledPulse> Pulses { get; init; } = [];

    /// <summary>Whom we asked whether we reach anything.</summary>
    public string? Asked { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, TroubleJson.Default.Trouble);

    /// <summary>Null if there is none, or one of another version of the app.</summary>
    public static Trouble? Parse(string? json)
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize(json, TroubleJson.Default.Trouble);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Changes with what is worth an edit; not with an answer that is a little different each time.</summary>
    public string Digest() =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this with { Pulses = [.. Pulses.Select(Steady)] }, TroubleJson.Default.Trouble)))[..16];

    private static TroubledPulse Steady(TroubledPulse pulse) => pulse.Standing is Standing.EchoTooOld or Standing.NeverEchoed
        ? pulse with { PulsedAt = default, Every = default, Failure = Steady(pulse.Failure) }
        : pulse with { Failure = Steady(pulse.Failure) };

    private static CheckFailure? Steady(CheckFailure? failure) => failure switch
    {
        { Cause: CheckCause.Timeout or CheckCause.Broken or CheckCause.Body or CheckCause.TooLarge or CheckCause.TooSlow } => new CheckFailure(failure.Cause, ""),
        _ => failure,
    };
}

/// <summary>A heartbeat in trouble, or one that was in it.</summary>
internal sealed record TroubledPulse(string Name, Standing Standing, DateTimeOffset Since)
{
    /// <summary>What is checked, without what may be secret in it.</summary>
    public string? Url { get; init; }

    public string? Owner { get; init; }

    public DateTimeOffset PulsedAt { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>How old pulse and echo may be.</summary>
    public TimeSpan Limit { get; init; }

    /// <summary>How often it pulses, as it says or as was seen.</summary>
    public TimeSpan Every { get; init; }

    public CheckFailure? Failure { get; init; }

    public IReadOnlyList<string>? Faults { get; init; }

    /// <summary>When it was out of trouble; null: it is not.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Its file was removed.</summary>
    public bool Retired { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Trouble))]
internal sealed partial class TroubleJson : JsonSerializerContext;
