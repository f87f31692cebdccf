using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CrossCloudOps.DeadLetters;

/// <summary>JSON laid out for reading: white space, and characters instead of their escapes. Numbers, keys and their order stay as they were.</summary>
internal static partial class JsonText
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

            return EscapedPair().Replace(Encoding.UTF8.GetString(buffer.WrittenSpan), static m => $"{Unit(m.Groups[1])}{Unit(m.Groups[2])}");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            // The last two are how half of a surrogate pair is told, escaped or not.
            return null;
        }
    }

    private static char Unit(Group hex) => (char)ushort.Parse(hex.ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    /// <summary>No encoder of .NET leaves a character beyond U+FFFF, such as most emoji, as it is.</summary>
    [GeneratedRegex(@"(?<=(?<!\\)(?:\\\\)*)\\u(D[89AB][0-9A-F]{2})\\u(D[C-F][0-9A-F]{2})")]
    private static partial Regex EscapedPair();
}
