using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CrossCloudOps.Playground.Shop;

/// <summary>What customers do: the body of every message of the shop.</summary>
internal sealed record Order
{
    public required string Type { get; init; }

    [JsonPropertyName("order")]
    public required int Number { get; init; }

    public required string Customer { get; init; }

    public IReadOnlyList<OrderLine>? Lines { get; init; }

    public required decimal Total { get; init; }

    public required string Currency { get; init; }

    /// <summary>What goes on a gift's card. People write anything there.</summary>
    public string? Greeting { get; init; }

    /// <summary>Null if the body is something else.</summary>
    public static Order? Parse(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, ShopJson.Readable.Order);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public string ToJson() => JsonSerializer.Serialize(this, ShopJson.Readable.Order);
}

internal sealed record OrderLine(string Article, int Quantity, decimal Price);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Order))]
internal sealed partial class ShopJson : JsonSerializerContext
{
    public static ShopJson Readable =>
        field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
