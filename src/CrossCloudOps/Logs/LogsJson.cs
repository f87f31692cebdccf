using System.Text.Json.Serialization;
using CrossCloudOps.Logs.Folding;

namespace CrossCloudOps.Logs;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(LogArrival))]
[JsonSerializable(typeof(LogBatch))]
[JsonSerializable(typeof(GroupState))]
[JsonSerializable(typeof(ErrorRecord))]
[JsonSerializable(typeof(CrowdRecord))]
internal sealed partial class LogsJson : JsonSerializerContext;
