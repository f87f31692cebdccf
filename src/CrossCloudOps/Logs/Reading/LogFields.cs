using System.Text.Json;

namespace CrossCloudOps.Logs.Reading;

/// <summary>The fields of a JSON record by their paths in lower case, such as <c>error.type</c>, whether nested or written with dots.</summary>
internal sealed class LogFields
{
    private const int Deepest = 4;
    private const int MostFields = 400;

    private static readonly string[] LevelNames = ["level", "log.level", "@l", "severity", "loglevel", "levelname", "level_name", "lvl", "severitytext", "severity_text", "levelstr", "log_level"];
    private static readonly string[] MessageNames = ["@m", "renderedmessage", "message", "msg", "event", "body", "text", "log.message", "description"];
    private static readonly string[] TemplateNames = ["@mt", "messagetemplate", "state.{originalformat}", "messagetemplate.text"];

    private readonly Dictionary<string, JsonElement> _fields = new(StringComparer.Ordinal);

    private LogFields()
    {
    }

    public IEnumerable<string> Paths => _fields.Keys;

    public JsonElement? Message => First(MessageNames);

    public string? Template => FirstText(TemplateNames);

    public LogLevel Level
    {
        get
        {
            if (FirstText(LevelNames) is { } value && LogLevels.OfField(value) is not LogLevel.Unknown and var level)
            {
                return level;
            }

            return FirstText(["levelno"]) is { } number ? LogLevels.OfPythonNumber(number)
                : _fields.ContainsKey("@t") && (_fields.ContainsKey("@mt") || _fields.ContainsKey("@m")) ? LogLevel.Info
                : LogLevel.Unknown;
        }
    }

    public static LogFields Of(JsonElement root)
    {
        var fields = new LogFields();
        fields.Walk(root, "", 0);
        return fields;
    }

    public JsonElement? First(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            if (_fields.TryGetValue(path, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.True or JsonValueKind.False))
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>The first that is a text or a number, and not blank.</summary>
    public string? FirstText(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            if (_fields.TryGetValue(path, out var value) && TextOf(value) is { } text && !string.IsNullOrWhiteSpace(text))
            {
                return text;
            }
        }

        return null;
    }

    public static string? TextOf(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number)
        {
            return value.GetRawText();
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return TerminalText.Clean(value.GetString()!);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, written as an escape.
            return value.GetRawText().Trim('"');
        }
    }

    /// <summary>Null if a name holds half of a surrogate pair.</summary>
    public static string? NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private void Walk(JsonElement element, string path, int depth)
    {
        foreach (var property in element.EnumerateObject())
        {
            if (_fields.Count >= MostFields || NameOf(property) is not { } name)
            {
                continue;
            }

            name = name.ToLowerInvariant();
            name = path.Length == 0 ? name : $"{path}.{name}";
            _fields.TryAdd(name, property.Value);
            if (property.Value.ValueKind == JsonValueKind.Object && depth < Deepest)
            {
                Walk(property.Value, name, depth + 1);
            }
        }
    }
}
