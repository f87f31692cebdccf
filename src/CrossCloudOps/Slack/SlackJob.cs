using System.Text.Json.Serialization;
using CrossCloudOps.Storage;

namespace CrossCloudOps.Slack;

/// <summary>A press of a button, durable before anything is done. Its name comes from the request's signature, so a repeated delivery meets it.</summary>
internal sealed record SlackJob : IVersionedDocument
{
    public static int CurrentSchema => 1;

    public int Schema { get; init; } = CurrentSchema;

    public required string Id { get; init; }

    public required string ActionId { get; init; }

    public required string Value { get; init; }

    public required string UserId { get; init; }

    public string? ChannelId { get; init; }

    public string? MessageTs { get; init; }

    public string? ResponseUrl { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public bool Done { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SlackJob))]
internal sealed partial class SlackJobJson : JsonSerializerContext;
