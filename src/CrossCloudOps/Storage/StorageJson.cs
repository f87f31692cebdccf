using System.Text.Json.Serialization;

namespace CrossCloudOps.Storage;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LeaseDocument))]
internal sealed partial class StorageJson : JsonSerializerContext;
