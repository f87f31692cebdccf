using System.Text.Json;

namespace CrossCloudOps.Logs.Receiving;

/// <summary>Reads the JSON that CloudWatch Logs sends, several documents after each other too. <see href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html"/></summary>
internal static class PayloadReader
{
    public const int LongestId = 256;
    public const long LatestTime = 253_402_300_799_999;

    private const int LongestStream = 512;
    private const int LongestHead = 8 * 1024;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = 16, AllowMultipleValues = true };

    private static ReadOnlySpan<byte> EventsBegin => "\"logEvents\":["u8;

    /// <param name="utf8">Valid UTF-8.</param>
    /// <returns>Null if it is something else from its beginning on: text perhaps.</returns>
    public static RecordContent? Read(ReadOnlySpan<byte> utf8)
    {
        if (Scan(utf8) is { } usual)
        {
            return new RecordContent([usual], null);
        }

        var json = new Utf8JsonReader(utf8, Options);
        List<LogPayload> payloads = [];
        var isOurs = false;
        try
        {
            while (json.Read())
            {
                if (json.TokenType != JsonTokenType.StartObject || Payload(ref json, ref isOurs) is not { } payload)
                {
                    return isOurs ? new RecordContent(payloads, UnreadableReason.NoPayload) : null;
                }

                if (payload.Events.Count > 0)
                {
                    payloads.Add(payload);
                }
            }

            return isOurs ? new RecordContent(payloads, null) : null;
        }
        catch (JsonException)
        {
            return isOurs ? new RecordContent(payloads, UnreadableReason.NoPayload) : null;
        }
    }

    /// <summary>One payload that is written as CloudWatch Logs writes it, its events last. Null if it is anything else, or has a fault.</summary>
    private static LogPayload? Scan(ReadOnlySpan<byte> utf8)
    {
        var start = utf8[..Math.Min(utf8.Length, LongestHead)].IndexOf(EventsBegin) + EventsBegin.Length;
        if (start < EventsBegin.Length || EventScanner.Read(utf8[start..], out var length) is not { } events || !utf8[(start + length)..].Trim("\r\n"u8).SequenceEqual("}"u8))
        {
            return null;
        }

        // What stands before the events is read as if there were none.
        var isOurs = false;
        Span<byte> head = stackalloc byte[start + 2];
        utf8[..start].CopyTo(head);
        "]}"u8.CopyTo(head[start..]);
        var json = new Utf8JsonReader(head, Options);
        try
        {
            return json.Read() && json.TokenType == JsonTokenType.StartObject && Payload(ref json, ref isOurs) is { Stream.Length: > 0 } payload ? payload with { Events = events } : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Null if it is none. One without events for a message that only tries whether we are there.</summary>
    private static LogPayload? Payload(ref Utf8JsonReader json, ref bool isOurs)
    {
        string? type = null, group = null, stream = null;
        List<LogEvent>? events = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("messageType"u8))
            {
                (type, isOurs) = (json.ReadText(), true);
            }
            else if (json.ValueTextEquals("logGroup"u8))
            {
                (group, isOurs) = (json.ReadText(), true);
            }
            else if (json.ValueTextEquals("logStream"u8))
            {
                (stream, isOurs) = (json.ReadText(), true);
            }
            else if (json.ValueTextEquals("logEvents"u8))
            {
                (events, isOurs) = (Events(ref json), true);
            }
            else
            {
                json.Skip();
            }
        }

        return type switch
        {
            "CONTROL_MESSAGE" => new LogPayload("", "", []),
            "DATA_MESSAGE" when group is { Length: > 0 and <= LogGroupName.Longest } && stream is { Length: > 0 and <= LongestStream } && events is not null => new LogPayload(group, stream, events),
            _ => null,
        };
    }

    /// <summary>Null if one of them is none.</summary>
    private static List<LogEvent>? Events(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartArray)
        {
            json.Skip();
            return null;
        }

        List<LogEvent>? events = [];
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType == JsonTokenType.StartObject && Event(ref json) is { } one)
            {
                events?.Add(one);
            }
            else
            {
                json.Skip();
                events = null;
            }
        }

        return events;
    }

    private static LogEvent? Event(ref Utf8JsonReader json)
    {
        string? id = null, message = null;
        long? at = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("id"u8))
            {
                id = json.ReadText();
            }
            else if (json.ValueTextEquals("timestamp"u8))
            {
                at = json.ReadWholeNumber();
            }
            else if (json.ValueTextEquals("message"u8))
            {
                message = json.ReadText();
            }
            else
            {
                json.Skip();
            }
        }

        return id is { Length: <= LongestId } && message is not null && at is >= 0 and <= LatestTime ? new LogEvent(id, at.Value, message) : null;
    }
}
