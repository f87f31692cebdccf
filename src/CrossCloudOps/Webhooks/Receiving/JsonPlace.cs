using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CrossCloudOps.Webhooks.Receiving;

/// <summary>
/// Looks up one place in JSON (<see href="https://www.rfc-editor.org/rfc/rfc6901"/>) without building a document: what a body makes of
/// itself in memory must not be the sender's choice.
/// </summary>
internal static class JsonPlace
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 64 };

    /// <summary>
    /// The text of a string, or a number or truth value as it is written. Null if there is nothing of the kind, or the JSON is broken
    /// anywhere. Of a key that stands twice the last one counts, as for most readers.
    /// </summary>
    public static string? Find(ReadOnlySpan<byte> json, IReadOnlyList<string> segments)
    {
        var reader = new Utf8JsonReader(json.StartsWith(Encoding.UTF8.Preamble) ? json[Encoding.UTF8.Preamble.Length..] : json, Options);
        try
        {
            reader.Read();
            var found = Find(ref reader, segments, 0);
            return reader.Read() ? null : found;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>From the first token of a value to its last.</summary>
    private static string? Find(ref Utf8JsonReader reader, IReadOnlyList<string> segments, int depth)
    {
        if (depth < segments.Count && reader.TokenType == JsonTokenType.StartObject)
        {
            return FindInObject(ref reader, segments, depth);
        }

        if (depth < segments.Count && reader.TokenType == JsonTokenType.StartArray)
        {
            return FindInArray(ref reader, segments, depth);
        }

        var text = depth == segments.Count ? TextOf(ref reader) : null;
        reader.Skip();
        return text;
    }

    private static string? FindInObject(ref Utf8JsonReader reader, IReadOnlyList<string> segments, int depth)
    {
        string? found = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var isHere = reader.ValueTextEquals(segments[depth]);
            reader.Read();
            if (isHere)
            {
                found = Find(ref reader, segments, depth + 1);
            }
            else
            {
                reader.Skip();
            }
        }

        return found;
    }

    private static string? FindInArray(ref Utf8JsonReader reader, IReadOnlyList<string> segments, int depth)
    {
        string? found = null;
        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            if (segments[depth] == index.ToString(CultureInfo.InvariantCulture))
            {
                found = Find(ref reader, segments, depth + 1);
            }
            else
            {
                reader.Skip();
            }
        }

        return found;
    }

    private static string? TextOf(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => StringOf(ref reader),
        JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => Encoding.UTF8.GetString(reader.ValueSpan),
        _ => null,
    };

    private static string? StringOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            // Bytes that are no UTF-8, or half of a surrogate pair.
            return null;
        }
    }
}
