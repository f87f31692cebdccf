using System.Text.Json;
using System.Text.Json.Nodes;

namespace CrossCloudOps.Emulators.Slack.Acting;

/// <summary>Finds an element among blocks and says what pressing it sends. Pure.</summary>
internal static class Pressing
{
    /// <summary>The action of pressing an element, or of choosing the option <paramref name="value"/> in it.</summary>
    /// <exception cref="InvalidOperationException">There is no such element: a person could not press it either.</exception>
    public static JsonObject Action(JsonElement? blocks, string actionId, string? value, string actionTs)
    {
        var found = Elements(blocks)
            .Where(one => StringOf(one.Element, "action_id") == actionId)
            .Select(one => ActionOf(one.BlockId, one.Element, value))
            .FirstOrDefault(action => action is not null);
        if (found is null)
        {
            var there = string.Join(", ", Elements(blocks).Select(one => StringOf(one.Element, "action_id")));
            throw new InvalidOperationException(
                $"No element \"{actionId}\"{(value is null ? "" : $" with value \"{value}\"")} stands here; there are: {there}.");
        }

        found["action_ts"] = actionTs;
        return found;
    }

    /// <summary>All interactive elements with their block's id, in reading order.</summary>
    public static IEnumerable<(string BlockId, JsonElement Element)> Elements(JsonElement? blocks)
    {
        foreach (var block in blocks?.EnumerateArray().AsEnumerable() ?? [])
        {
            var blockId = StringOf(block, "block_id") ?? "";
            foreach (var element in InBlock(block).Where(one => one.TryGetProperty("action_id", out _)))
            {
                yield return (blockId, element);
            }
        }
    }

    public static string? StringOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>The option of a select, list of boxes or overflow menu that has a value.</summary>
    public static JsonNode? Option(JsonElement element, string value)
    {
        var options = element.TryGetProperty("options", out var direct) ? direct.EnumerateArray()
            : element.TryGetProperty("option_groups", out var groups)
                ? groups.EnumerateArray().SelectMany(group => group.GetProperty("options").EnumerateArray())
                : [];
        var found = options.FirstOrDefault(option => StringOf(option, "value") == value);
        return found.ValueKind == JsonValueKind.Undefined ? null : MessageJson.Node(found);
    }

    private static IEnumerable<JsonElement> InBlock(JsonElement block)
    {
        foreach (var name in (string[])["elements", "accessory", "element"])
        {
            if (block.TryGetProperty(name, out var inside))
            {
                foreach (var element in inside.ValueKind == JsonValueKind.Array ? inside.EnumerateArray().AsEnumerable() : [inside])
                {
                    yield return element;
                }
            }
        }
    }

    private static JsonObject? ActionOf(string blockId, JsonElement element, string? value)
    {
        var type = StringOf(element, "type")!;
        var action = new JsonObject
        {
            ["action_id"] = StringOf(element, "action_id"),
            ["block_id"] = blockId,
            ["type"] = type,
        };
        if (type != "button")
        {
            return value is not null && Choose(action, type, element, value) ? action : null;
        }

        if (value is not null && StringOf(element, "value") != value)
        {
            return null;
        }

        foreach (var name in (string[])["text", "value", "style"])
        {
            if (element.TryGetProperty(name, out var part))
            {
                action[name] = MessageJson.Node(part);
            }
        }

        return action;
    }

    private static bool Choose(JsonObject action, string type, JsonElement element, string value)
    {
        switch (type)
        {
            case "users_select":
                action["selected_user"] = value;
                return true;
            case "conversations_select":
                action["selected_conversation"] = value;
                return true;
            case "channels_select":
                action["selected_channel"] = value;
                return true;
            case "checkboxes" or "multi_static_select" when Option(element, value) is { } chosen:
                action["selected_options"] = new JsonArray(chosen);
                return true;
            case "plain_text_input":
                action["value"] = value;
                return true;
            default:
                var option = Option(element, value);
                action["selected_option"] = option;
                return option is not null;
        }
    }
}
