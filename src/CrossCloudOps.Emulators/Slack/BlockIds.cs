using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CrossCloudOps.Emulators.Slack;

/// <summary>Adds what Slack adds to blocks when it stores them: ids where there are none, and the defaults of text objects.</summary>
internal static class BlockIds
{
    public static JsonElement Fill(JsonElement blocks)
    {
        var filled = JsonArray.Create(blocks)!;
        foreach (var block in filled.OfType<JsonObject>())
        {
            block["block_id"] ??= RandomNumberGenerator.GetHexString(5);
            FillBelow(block, block["type"]?.GetValue<string>());
        }

        return JsonElement.Parse(filled.ToJsonString());
    }

    private static void FillBelow(JsonObject node, string? blockType)
    {
        foreach (var child in node.Select(pair => pair.Value).SelectMany(Objects).ToList())
        {
            switch (child["type"] is JsonValue type && type.TryGetValue(out string? name) ? name : null)
            {
                case "plain_text":
                    child["emoji"] ??= true;
                    break;
                case "mrkdwn":
                    child["verbatim"] ??= false;
                    break;
                case not null and not "image" when blockType is "section" or "actions" or "input":
                    child["action_id"] ??= RandomNumberGenerator.GetHexString(5);
                    break;
                default:
                    break;
            }

            FillBelow(child, blockType);
        }
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? value) => value switch
    {
        JsonObject one => [one],
        JsonArray many => many.OfType<JsonObject>(),
        _ => [],
    };
}
