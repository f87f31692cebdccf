using System.Text.Json.Serialization;
using CrossCloudOps.Logs.Explaining;
using CrossCloudOps.Logs.Folding;
using CrossCloudOps.Logs.Receiving;

namespace CrossCloudOps.Logs;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(UnreadableRecords))]
[JsonSerializable(typeof(LogArrival))]
[JsonSerializable(typeof(LogBatch))]
[JsonSerializable(typeof(GroupState))]
[JsonSerializable(typeof(ErrorRecord))]
[JsonSerializable(typeof(CrowdRecord))]
[JsonSerializable(typeof(EvidenceRequest))]
[JsonSerializable(typeof(EvidenceAnswer))]
internal sealed partial class LogsJson : JsonSerializerContext;
