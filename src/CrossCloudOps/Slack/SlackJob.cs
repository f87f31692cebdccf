using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using CrossCloudOps.Storage;

namespace CrossCloudOps.Slack;

/// <summary>What somebody asked for by a button, a modal or a command, durable before anything is done. Its name comes from the request's signature, so a repeated delivery meets it.</summary>
internal sealed record SlackJob : IVersionedDocument
{
    public static int CurrentSchema => 1;

    public int Schema { get; init; } = CurrentSchema;

    public required string Id { get; init; }

    public required string ActionId { get; init; }

    public required string Value { get; init; }

    public required string UserId { get; init; }

    /// <summary>The <c>block_id</c> of the pressed element, where an element's own value has no room.</summary>
    public string? BlockId { get; init; }

    /// <summary>What was submitted in a modal, by the names that its action knows.</summary>
    public IReadOnlyDictionary<string, string>? Inputs { get; init; }

    public string? ChannelId { get; init; }

    public string? MessageTs { get; init; }

    public string? ResponseUrl { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public bool Done { get; init; }

    public static SlackJob Of(SlackRequest request, string actionId, string value, string userId) => new()
    {
        Id = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(request.Signature!)))[..32],
        ActionId = actionId,
        Value = value,
        UserId = userId,
        ReceivedAt = DateTimeOffset.FromUnixTimeSeconds(long.Parse(request.Timestamp!, null)),
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SlackJob))]
internal sealed partial class SlackJobJson : JsonSerializerContext;
