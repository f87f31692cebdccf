using System.Text.Json;
using System.Text.Json.Serialization;
using CrossCloudOps.Emulators.Sqs.Queues;

namespace CrossCloudOps.Emulators.Sqs.Wire;

/// <summary>Text that stays UTF-8 on its way through.</summary>
internal sealed class Utf8TextConverter : JsonConverter<byte[]>
{
    public override byte[]? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException();
        }

        if (reader is { ValueIsEscaped: false, HasValueSequence: false })
        {
            return reader.ValueSpan.ToArray();
        }

        var longest = reader.HasValueSequence ? checked((int)reader.ValueSequence.Length) : reader.ValueSpan.Length;
        var text = new byte[longest];
        try
        {
            var length = reader.CopyString(text);
            return length == longest ? text : text[..length];
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, escaped.
            throw SqsErrors.InvalidMessageContents();
        }
    }

    public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
