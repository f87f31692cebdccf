using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CrossCloudOps.DeadLetters;

/// <summary>JSON laid out for reading. Only white space changes: numbers, keys and their order stay as they were.</summary>
internal static class JsonText
{
    /// <summary>Larger texts are cut long before their end anyway.</summary>
    private const int Largest = 64 * 1024;

    /// <summary>Null if the text is no JSON object or array, or too large.</summary>
    public static string? Indent(string text)
    {
        if (text.Length > Largest || text.AsSpan().TrimStart() is not ['{' or '[', ..])
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(text);
            var buffer = new ArrayBufferWriter<byte>(text.Length * 2);
            using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            {
                json.RootElement.WriteTo(writer);
            }

            return Encoding.UTF8.GetString(buffer.WrittenSpan);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            // The last two are how half of a surrogate pair is told, escaped or not.
            return null;
        }
    }
}
