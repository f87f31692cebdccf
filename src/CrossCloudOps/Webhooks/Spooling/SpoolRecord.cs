using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CrossCloudOps.Webhooks.Spooling;

/// <summary>A webhook in the spool.</summary>
/// <param name="Id">This record's own; ids sort by time.</param>
internal sealed record SpoolRecord(string Id, QueuedWebhook Webhook);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SpoolRecord))]
[JsonSerializable(typeof(SpoolCursor))]
[JsonSerializable(typeof(RefusedWebhook))]
internal sealed partial class SpoolJson : JsonSerializerContext
{
    /// <summary>Bodies are readable in the store, and little longer than they are: only what JSON itself must escape is escaped.</summary>
    public static SpoolJson Readable => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
