using System.Text.Json;
using System.Text.Json.Nodes;

namespace CrossCloudOps.Emulators.Slack.Acting;

/// <summary>What a person typed and chose in a modal, as <c>view.state.values</c>. Pure.</summary>
internal static class ViewState
{
    /// <remarks>
    /// Given by <c>action_id</c> or <c>block_id</c>; what is not given keeps its initial value, null empties it; several
    /// options are separated by commas.
    /// </remarks>
    /// <exception cref="InvalidOperationException">A person could not submit this: a field is missing, required or too long.</exception>
    public static JsonObject Values(JsonElement view, IReadOnlyDictionary<string, string?> given)
    {
        var values = new JsonObject();
        var unused = given.Keys.ToHashSet();
        foreach (var block in view.GetProperty("blocks").EnumerateArray().Where(one => Pressing.StringOf(one, "type") == "input"))
        {
            var blockId = Pressing.StringOf(block, "block_id")!;
            var element = block.GetProperty("element");
            var actionId = Pressing.StringOf(element, "action_id")!;
            unused.Remove(actionId);
            unused.Remove(blockId);
            var value = given.TryGetValue(actionId, out var byAction) ? byAction
                : given.TryGetValue(blockId, out var byBlock) ? byBlock
                : Initial(element);
            if (string.IsNullOrEmpty(value) && !(block.TryGetProperty("optional", out var optional) && optional.GetBoolean()))
            {
                throw new InvalidOperationException($"The field \"{actionId}\" must be filled in.");
            }

            values[blockId] = new JsonObject { [actionId] = Entry(element, actionId, string.IsNullOrEmpty(value) ? null : value) };
        }

        return unused.Count == 0
            ? values
            : throw new InvalidOperationException($"The view has no field {string.Join(", ", unused)}.");
    }

    private static string? Initial(JsonElement element)
    {
        foreach (var name in (string[])["initial_value", "initial_user", "initial_channel", "initial_conversation", "initial_date", "initial_time"])
        {
            if (Pressing.StringOf(element, name) is { } text)
            {
                return text;
            }
        }

        if (element.TryGetProperty("initial_option", out var option))
        {
            return Pressing.StringOf(option, "value");
        }

        return element.TryGetProperty("initial_options", out var options)
            ? string.Join(',', options.EnumerateArray().Select(one => Pressing.StringOf(one, "value")))
            : null;
    }

    private static JsonObject Entry(JsonElement element, string actionId, string? value)
    {
        var type = Pressing.StringOf(element, "type")!;
        var entry = new JsonObject { ["type"] = type };
        switch (type)
        {
            case "static_select" or "radio_buttons":
                entry["selected_option"] = value is null ? null : Chosen(element, actionId, value);
                break;
            case "checkboxes" or "multi_static_select":
                entry["selected_options"] = new JsonArray([.. (value?.Split(',') ?? []).Select(one => Chosen(element, actionId, one))]);
                break;
            case "users_select":
                entry["selected_user"] = value;
                break;
            case "conversations_select":
                entry["selected_conversation"] = value;
                break;
            case "channels_select":
                entry["selected_channel"] = value;
                break;
            case "datepicker":
                entry["selected_date"] = value;
                break;
            case "timepicker":
                entry["selected_time"] = value;
                break;
            default:
                CheckLength(element, actionId, value);
                entry["value"] = value;
                break;
        }

        return entry;
    }

    private static JsonNode Chosen(JsonElement element, string actionId, string value) =>
        Pressing.Option(element, value)
        ?? throw new InvalidOperationException($"The field \"{actionId}\" has no option \"{value}\".");

    /// <summary>Without a max_length people may type far more than the 3000 that it can be set to.</summary>
    private static void CheckLength(JsonElement element, string actionId, string? value)
    {
        var min = element.TryGetProperty("min_length", out var least) ? least.GetInt32() : 0;
        var max = element.TryGetProperty("max_length", out var most) ? most.GetInt32() : int.MaxValue;
        if (value is not null && (value.Length < min || value.Length > max))
        {
            throw new InvalidOperationException($"The field \"{actionId}\" takes {min} to {max} characters, not {value.Length}.");
        }
    }
}
