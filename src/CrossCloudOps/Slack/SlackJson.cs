using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CrossCloudOps.Slack.Blocks;

namespace CrossCloudOps.Slack;

/// <summary>Slack's wire format: snake_case, nothing written for null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SlackCall))]
[JsonSerializable(typeof(SlackResponse))]
[JsonSerializable(typeof(SlackInteraction))]
[JsonSerializable(typeof(SlackMessage))]
[JsonSerializable(typeof(SlackViewReply))]
internal sealed partial class SlackJson : JsonSerializerContext
{
    /// <summary>Text as it is (umlauts are not escaped, emoji are), because Slack's limits count what is sent.</summary>
    public static SlackJson Wire =>
        field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
