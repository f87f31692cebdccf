using System.Text.Json;
using System.Text.Json.Serialization;
using CrossCloudOps.Emulators.Sqs.Queues;

namespace CrossCloudOps.Emulators.Sqs.Wire;

/// <summary><see href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Message.html"/></summary>
internal sealed class ReceivedMessageConverter : JsonConverter<ReceivedMessage>
{
    public override ReceivedMessage Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, ReceivedMessage value, JsonSerializerOptions options)
    {
        var content = value.Message.Content;
        writer.WriteStartObject();
        writer.WriteString("MessageId"u8, content.MessageId);
        writer.WriteString("ReceiptHandle"u8, value.ReceiptHandle);
        writer.WriteString("MD5OfBody"u8, content.BodyMd5);
        writer.WriteString("Body"u8, content.Body);
        if (value.HasSystemAttributes)
        {
            writer.WriteStartObject("Attributes"u8);
            foreach (var (name, text) in value.SystemAttributes())
            {
                writer.WriteString(name, text);
            }

            writer.WriteEndObject();
        }

        if (value.Attributes is { } attributes)
        {
            writer.WriteString("MD5OfMessageAttributes"u8, value.AttributesMd5);
            writer.WriteStartObject("MessageAttributes"u8);
            foreach (var (name, attribute) in attributes)
            {
                WriteAttribute(writer, name, attribute);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteAttribute(Utf8JsonWriter writer, string name, MessageAttribute attribute)
    {
        writer.WriteStartObject(name);
        writer.WriteString("DataType"u8, attribute.DataType);
        if (attribute.BinaryValue is { } binary)
        {
            writer.WriteBase64String("BinaryValue"u8, binary);
        }
        else
        {
            writer.WriteString("StringValue"u8, attribute.StringValue);
        }

        writer.WriteEndObject();
    }
}
