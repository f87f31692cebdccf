using System.Text.Json.Serialization;
using CrossCloudOps.Logs.Folding;
using CrossCloudOps.Logs.Receiving;

namespace CrossCloudOps.Logs;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(LogArrival))]
[JsonSerializable(typeof(UnreadableRecords))]
internal sealed partial class LogsJson : JsonSerializerContext;
