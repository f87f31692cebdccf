using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CrossCloudOps.Emulators.Slack;

/// <summary>The arguments of a call. From a form all are text; in a JSON body lists and objects may stand as such.</summary>
internal sealed class SlackArguments(IReadOnlyDictionary<string, JsonElement> values)
{
    public static SlackArguments None { get; } = new(new Dictionary<string, JsonElement>());

    public static SlackArguments From(IEnumerable<KeyValuePair<string, string>> form)
    {
        var values = new Dictionary<string, JsonElement>();
        foreach (var (name, value) in form)
        {
            values[name] = JsonElement.Parse(JsonValue.Create(value).ToJsonString());
        }

        return new SlackArguments(values);
    }

    /// <summary>Null when the body is not a JSON object.</summary>
    public static SlackArguments? FromJson(string body)
    {
        try
        {
            var root = JsonElement.Parse(body);
            return root.ValueKind != JsonValueKind.Object
                ? null
                : new SlackArguments(root.EnumerateObject().GroupBy(one => one.Name).ToDictionary(same => same.Key, same => same.Last().Value));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public IEnumerable<string> Names => values.Keys;

    public bool Has(string name) => values.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>The argument as text; empty text counts as absent, as Slack has it.</summary>
    public string? Text(string name) =>
        !values.TryGetValue(name, out var value) ? null
        : value.ValueKind switch
        {
            JsonValueKind.String => value.GetString() is { Length: > 0 } text ? text : null,
            JsonValueKind.Null or JsonValueKind.Undefined => null,
            _ => value.GetRawText(),
        };

    public bool Flag(string name, bool otherwise = false) =>
        Text(name) is { } text ? text is "true" or "1" or "True" : otherwise;

    public int? Number(string name) =>
        int.TryParse(Text(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A list or object, standing as such or as JSON in text; undefined when it cannot be read.</summary>
    public JsonElement? Structure(string name)
    {
        if (!values.TryGetValue(name, out var value) || value.ValueKind is JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            return value;
        }

        if (value.GetString() is not { Length: > 0 } text)
        {
            return null;
        }

        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return default(JsonElement);
        }
    }
}
