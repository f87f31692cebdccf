using System.Text.Json;

namespace CrossCloudOps.Logs.Receiving;

/// <summary>What stands in a request of Firehose. <see href="https://docs.aws.amazon.com/firehose/latest/dev/httpdeliveryrequestresponse.html"/></summary>
/// <param name="Timestamp">Milliseconds since 1970.</param>
/// <param name="Records">Their base64, still in the body's own bytes; null where a record has no data.</param>
internal sealed record FirehoseBody(string RequestId, long Timestamp, IReadOnlyList<ArraySegment<byte>?> Records)
{
    public const int MostRecords = 10_000;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = 8 };

    /// <summary>Null if it is not of that form.</summary>
    public static FirehoseBody? Parse(PooledBytes body)
    {
        try
        {
            return Read(body);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The latter for text that is no Unicode.
            return null;
        }
    }

    private static FirehoseBody? Read(PooledBytes body)
    {
        var json = new Utf8JsonReader(body.Span, Options);
        string? requestId = null;
        long? timestamp = null;
        List<ArraySegment<byte>?>? records = null;
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("requestId"u8))
            {
                requestId = json.ReadText();
            }
            else if (json.ValueTextEquals("timestamp"u8))
            {
                timestamp = json.ReadWholeNumber();
            }
            else if (json.ValueTextEquals("records"u8))
            {
                json.Read();
                records = json.TokenType == JsonTokenType.StartArray ? ReadRecords(ref json, body.Array) : null;
            }
            else
            {
                json.Skip();
            }
        }

        // What follows the object, if anything does, is a JsonException.
        json.Read();
        return requestId is null || timestamp is null || records is null ? null : new FirehoseBody(requestId, timestamp.Value, records);
    }

    private static List<ArraySegment<byte>?> ReadRecords(ref Utf8JsonReader json, byte[] body)
    {
        List<ArraySegment<byte>?> records = [];
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            records.Add(json.TokenType == JsonTokenType.StartObject ? json.ReadData(body) : Nothing(ref json));
        }

        return records;
    }

    private static ArraySegment<byte>? Nothing(ref Utf8JsonReader json)
    {
        json.Skip();
        return null;
    }
}
