using System.Text;
using System.Text.Json;

namespace CrossCloudOps.Logs.Receiving;

/// <summary>Reads the value behind a property's name; of another kind than expected, it is skipped and null.</summary>
internal static class JsonValues
{
    public static string? ReadText(this ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.String)
        {
            return Text(ref json);
        }

        json.Skip();
        return null;
    }

    public static long? ReadWholeNumber(this ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Number && json.TryGetInt64(out var number))
        {
            return number;
        }

        json.Skip();
        return null;
    }

    /// <summary>What <c>data</c> is in the object that begins here; null if it is no string, or not there.</summary>
    public static ArraySegment<byte>? ReadData(this ref Utf8JsonReader json, byte[] source)
    {
        ArraySegment<byte>? data = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("data"u8))
            {
                data = json.ReadBytes(source);
            }
            else
            {
                json.Skip();
            }
        }

        return data;
    }

    /// <summary>The text of a string as it stands in the array that is read; a copy only if it is escaped.</summary>
    private static ArraySegment<byte>? ReadBytes(this ref Utf8JsonReader json, byte[] source)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.String)
        {
            json.Skip();
            return null;
        }

        if (!json.ValueIsEscaped)
        {
            // Behind the quotation mark.
            return new ArraySegment<byte>(source, (int)json.TokenStartIndex + 1, json.ValueSpan.Length);
        }

        var copy = new byte[json.ValueSpan.Length];
        return new ArraySegment<byte>(copy, 0, json.CopyString(copy));
    }

    /// <summary>Half of a surrogate pair, which JSON can escape and text cannot hold, is replaced.</summary>
    private static string Text(ref Utf8JsonReader json)
    {
        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Unescaped(Encoding.UTF8.GetString(json.ValueSpan));
        }
    }

    private static string Unescaped(string escaped)
    {
        var text = new StringBuilder(escaped.Length);
        for (var at = 0; at < escaped.Length; at++)
        {
            if (escaped[at] != '\\')
            {
                text.Append(escaped[at]);
            }
            else if (escaped[++at] == 'u')
            {
                text.Append((char)Convert.ToUInt16(escaped.Substring(at + 1, 4), 16));
                at += 4;
            }
            else
            {
                text.Append(escaped[at] switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', var same => same });
            }
        }

        // Encoding replaces what stands alone.
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
