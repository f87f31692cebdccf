using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Runtime;

namespace Amazon.CloudWatchLogs;

/// <summary>Times are milliseconds since 1970 on the wire; a local time is converted, as the SDK does it.</summary>
internal sealed class MillisecondsConverter : JsonConverter<DateTime>
{
    public override DateTime Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        DateTime.UnixEpoch.AddMilliseconds(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
        writer.WriteNumberValue((long)(value.ToUniversalTime() - DateTime.UnixEpoch).TotalMilliseconds);
}

/// <summary>The SDK's constants are words on the wire.</summary>
internal sealed class ConstantConverter<T> : JsonConverter<T> where T : ConstantClass
{
    public override T Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        (T)Activator.CreateInstance(type, reader.GetString());

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
