using System.Text.Json;

namespace CrossCloudOps.Emulators.Logs.Patterns;

/// <summary>
/// <c>{ $.level = "ERROR" &amp;&amp; $.status >= 500 }</c>: never matches a message that is not JSON.
/// <see href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/matching-terms-json-log-events.html"/>
/// </summary>
internal sealed class JsonPattern(Predicate<JsonElement> holds) : FilterPattern
{
    public static new JsonPattern Parse(string pattern)
    {
        var reader = new PatternReader(pattern);
        reader.Expect("{");
        var holds = Logic.Parse(reader, ReadCondition);
        reader.Expect("}");
        reader.SkipSpace();
        return reader.AtEnd ? new JsonPattern(holds) : throw reader.Unexpected("the end");
    }

    public override bool Matches(string message)
    {
        if (message.AsSpan().TrimStart() is not ['{' or '[', ..])
        {
            return false;
        }

        try
        {
            using var json = JsonDocument.Parse(message);
            return holds(json.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            // Not JSON, or half of a surrogate pair.
            return false;
        }
    }

    private static Predicate<JsonElement> ReadCondition(PatternReader reader)
    {
        var selector = JsonSelector.Read(reader);
        if (reader.TakeWord("IS"))
        {
            var kind = reader.TakeWord("NULL") ? JsonValueKind.Null
                : reader.TakeWord("TRUE") ? JsonValueKind.True
                : reader.TakeWord("FALSE") ? JsonValueKind.False
                : throw reader.Unexpected("NULL, TRUE or FALSE");
            return json => selector.Find(json)?.ValueKind == kind;
        }

        if (reader.TakeWord("NOT"))
        {
            return reader.TakeWord("EXISTS") ? json => selector.Find(json) is null : throw reader.Unexpected("EXISTS");
        }

        var comparison = Comparison.TryRead(reader) ?? throw reader.Unexpected("an operator");
        return json => Matches(comparison, selector.Find(json));
    }

    /// <summary>"If the property selector points to an array or object, the filter pattern won't match": not even with <c>!=</c>.</summary>
    private static bool Matches(Comparison comparison, JsonElement? value) => value?.ValueKind switch
    {
        JsonValueKind.String => comparison.Matches(value.Value.GetString(), null),
        JsonValueKind.Number => comparison.Matches(value.Value.GetRawText(), Comparison.Number(value.Value.GetRawText())),
        JsonValueKind.True => comparison.Matches("true", null),
        JsonValueKind.False => comparison.Matches("false", null),
        _ => false,
    };
}
