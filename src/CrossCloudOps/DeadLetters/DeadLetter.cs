using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.SQS;
using CrossCloudOps.Storage;

namespace CrossCloudOps.DeadLetters;

/// <summary>A dead letter in the archive: all that SQS told about it, written once and never changed.</summary>
internal sealed record DeadLetter : IVersionedDocument
{
    public static int CurrentSchema => 1;

    public int Schema { get; init; } = CurrentSchema;

    public required string QueueUrl { get; init; }

    public required string MessageId { get; init; }

    /// <summary>Where it was sent first, when SQS or the one who moved it told; else the operator's settings say.</summary>
    public string? SourceQueueUrl { get; init; }

    /// <summary>The group of alike dead letters that it belongs to, and what they have in common.</summary>
    public required string Fingerprint { get; init; }

    public required string Shape { get; init; }

    public required DateTimeOffset CollectedAt { get; init; }

    /// <summary>Message system attributes by SQS's names, as text.</summary>
    public required IReadOnlyDictionary<string, string> SystemAttributes { get; init; }

    public required IReadOnlyDictionary<string, DeadLetterAttribute> Attributes { get; init; }

    public required string Body { get; init; }

    /// <summary>The dead letter that it was before it was sent back, if it was.</summary>
    public CameBack? CameBack { get; init; }

    [JsonIgnore]
    public string? GroupId => System(MessageSystemAttributeName.MessageGroupId);

    [JsonIgnore]
    public string? DeduplicationId => System(MessageSystemAttributeName.MessageDeduplicationId);

    [JsonIgnore]
    public string? SequenceNumber => System(MessageSystemAttributeName.SequenceNumber);

    [JsonIgnore]
    public string? TraceHeader => System(MessageSystemAttributeName.AWSTraceHeader);

    [JsonIgnore]
    public string? ReceiveCount => System(MessageSystemAttributeName.ApproximateReceiveCount);

    [JsonIgnore]
    public DateTimeOffset? SentAt => Moment(MessageSystemAttributeName.SentTimestamp);

    [JsonIgnore]
    public DateTimeOffset? FirstReceivedAt => Moment(MessageSystemAttributeName.ApproximateFirstReceiveTimestamp);

    private string? System(MessageSystemAttributeName name) => SystemAttributes.GetValueOrDefault(name.Value);

    private DateTimeOffset? Moment(MessageSystemAttributeName name) =>
        long.TryParse(System(name), NumberStyles.None, CultureInfo.InvariantCulture, out var ms) && ms is > 0 and < 253_402_300_800_000
            ? DateTimeOffset.FromUnixTimeMilliseconds(ms)
            : null;
}

/// <summary>A message attribute: a type such as <c>String</c>, <c>Number.int</c> or <c>Binary</c>, and text or bytes.</summary>
internal sealed record DeadLetterAttribute(string DataType, string? Text, byte[]? Bytes);

/// <summary>It is one that was sent back and failed again.</summary>
/// <param name="From">The earlier dead letter, as <see cref="DeadLetterId"/> writes it.</param>
/// <param name="Attempt">The attempt of the earlier one that this comes from.</param>
/// <param name="Times">How many times it came back by now.</param>
internal sealed record CameBack(string From, int Attempt, int Times);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(DeadLetter))]
[JsonSerializable(typeof(DeadLetterState))]
[JsonSerializable(typeof(DeadLetterEdit))]
internal sealed partial class DeadLettersJson : JsonSerializerContext
{
    /// <summary>Bodies are readable in the archive: only what JSON itself must escape is escaped.</summary>
    public static DeadLettersJson Archive =>
        field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
