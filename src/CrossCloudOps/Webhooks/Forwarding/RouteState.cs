using System.Text.Json.Serialization;
using Amazon.SQS.Model;
using CrossCloudOps.Storage;

namespace CrossCloudOps.Webhooks.Forwarding;

/// <summary>What is known of a route's deliveries, shared by all instances. While all goes well, nothing of it is written.</summary>
internal sealed record RouteState : IVersionedDocument
{
    public static int CurrentSchema => 1;

    public int Schema { get; init; } = CurrentSchema;

    /// <summary>Somebody paused it.</summary>
    public RoutePause? Pause { get; init; }

    /// <summary>The target is taken for down: nothing is received, one message is tried now and then.</summary>
    public RouteCircuit? Circuit { get; init; }

    /// <summary>How often in a row the target could not be reached or was busy.</summary>
    public int Down { get; init; }

    /// <summary>The different messages that it refused in a row, for whatever reason.</summary>
    public IReadOnlyList<string> Refused { get; init; } = [];

    /// <summary>The different messages that it called hopeless in a row.</summary>
    public IReadOnlyList<string> Hopeless { get; init; } = [];

    /// <summary>Groups whose first message failed and did not get through yet.</summary>
    public IReadOnlyDictionary<string, GroupTrouble> Troubled { get; init; } = new Dictionary<string, GroupTrouble>();

    /// <summary>After the target came back: how many more deliveries must succeed before more than one is in hand again.</summary>
    public int Careful { get; init; }

    /// <summary>The message that the probe delivered and that may still be in the queue.</summary>
    public string? Delivered { get; init; }

    public FailedDelivery? LastFailure { get; init; }

    /// <summary>What keeps the route from being forwarded as its settings say, in words for people.</summary>
    public string? SetUp { get; init; }

    /// <summary>When the oldest message of which it is known that it waits was sent.</summary>
    public DateTimeOffset? OldestSentAt { get; init; }

    /// <summary>It was found that messages which wait will be gone soon: from then on, for SQS keeps none for ever.</summary>
    public DateTimeOffset? LostFrom { get; init; }

    [JsonIgnore]
    public bool IsInTrouble => Circuit is not null || Troubled.Count > 0;
}

/// <param name="Until">Null: until somebody resumes it.</param>
internal sealed record RoutePause(string UserId, DateTimeOffset At, DateTimeOffset? Until)
{
    public bool IsOver(DateTimeOffset now) => Until is { } until && now >= until;
}

internal sealed record GroupTrouble
{
    public required string MessageId { get; init; }

    public required DateTimeOffset Since { get; init; }

    public required int Attempts { get; init; }

    /// <summary>When its message can be received again.</summary>
    public required DateTimeOffset RetryAt { get; init; }

    public required DateTimeOffset SentAt { get; init; }
}

internal sealed record RouteCircuit
{
    public required DateTimeOffset OpenedAt { get; init; }

    public required DateTimeOffset NextProbeAt { get; init; }

    /// <summary>How often it was tried since.</summary>
    public int Probes { get; init; }

    /// <summary>Somebody tries it since then.</summary>
    public DateTimeOffset? ProbingAt { get; init; }

    /// <summary>The message that is tried.</summary>
    public required string MessageId { get; init; }

    /// <summary>The last answer may be about that message alone, and another one get through.</summary>
    public bool MayBeTheMessage { get; init; }
}

/// <summary>What came of one attempt.</summary>
/// <param name="Code"><c>HTTP 503</c>, or why there was no answer.</param>
/// <param name="Excerpt">The beginning of the answer.</param>
internal sealed record FailedDelivery(string WebhookId, string MessageId, int Attempt, DateTimeOffset At, string Code, string Excerpt);

/// <summary>The message that is tried while the circuit is open. It stays in flight as long as SQS lets it, so that trying it is no new receive.</summary>
internal sealed record ProbeMessage : IVersionedDocument
{
    public static int CurrentSchema => 1;

    public int Schema { get; init; } = CurrentSchema;

    public required string MessageId { get; init; }

    public required string GroupId { get; init; }

    public required string Body { get; init; }

    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    public required string ReceiptHandle { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    public static ProbeMessage Of(HeldMessage message) => new()
    {
        MessageId = message.Id,
        GroupId = message.GroupId,
        Body = message.Message.Body,
        Attributes = (message.Message.MessageAttributes ?? []).Where(static a => a.Value.StringValue is not null).ToDictionary(static a => a.Key, static a => a.Value.StringValue),
        ReceiptHandle = message.Message.ReceiptHandle,
        SentAt = message.SentAt,
    };

    public Message ToMessage() => new()
    {
        MessageId = MessageId,
        Body = Body,
        MessageAttributes = Attributes.ToDictionary(static a => a.Key, static a => new MessageAttributeValue { DataType = "String", StringValue = a.Value }),
    };
}

/// <summary>The failed attempts at one message.</summary>
internal sealed record DeliveryAttempts : IVersionedDocument
{
    /// <summary>The last ones.</summary>
    public const int Kept = 10;

    public static int CurrentSchema => 1;

    public int Schema { get; init; } = CurrentSchema;

    public required string Route { get; init; }

    public int Count { get; init; }

    public IReadOnlyList<FailedDelivery> Last { get; init; } = [];

    /// <summary>It is in the dead-letter queue already, and only to be deleted from its queue.</summary>
    public bool WasMoved { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RouteState))]
[JsonSerializable(typeof(ProbeMessage))]
[JsonSerializable(typeof(DeliveryAttempts))]
internal sealed partial class ForwardingJson : JsonSerializerContext;
