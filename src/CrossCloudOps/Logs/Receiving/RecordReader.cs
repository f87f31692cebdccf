using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;

namespace CrossCloudOps.Logs.Receiving;

/// <summary>From the base64 of a record to the events in it.</summary>
/// <param name="request">Its id and time are those of lines that come without their own.</param>
/// <param name="origin">Log group of such lines; null: they are not taken.</param>
internal sealed class RecordReader(string request, long timestamp, string? origin)
{
    private const int MostLines = 100_000;

    /// <summary>What no line of a log has, and most other files do. Escapes of terminals and tabs are no such characters.</summary>
    private static readonly SearchValues<char> Untold = SearchValues.Create("\0\u0001\u0002\u0003\u0004\u0005\u0006\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a");

    /// <summary>Decodes in place: afterwards it is base64 no longer.</summary>
    public RecordContent Read(int number, ArraySegment<byte>? base64)
    {
        if (base64 is not { } data)
        {
            return RecordContent.Unreadable(UnreadableReason.NoData);
        }

        if (Base64.DecodeFromUtf8InPlace(data, out var length) != OperationStatus.Done)
        {
            return RecordContent.Unreadable(UnreadableReason.Base64);
        }

        return Content(number, data[..length]);
    }

    public RecordContent Content(int number, ArraySegment<byte> data)
    {
        if (!Gzip.Is(data))
        {
            return Plain(number, data);
        }

        using var inflated = Gzip.Inflate(data, out var reason);
        return inflated is null ? RecordContent.Unreadable(reason) : Plain(number, inflated.Span);
    }

    private RecordContent Plain(int number, ReadOnlySpan<byte> bytes)
    {
        var utf8 = Utf8.IsValid(bytes) ? bytes : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes));
        return PayloadReader.Read(utf8) ?? Lines(number, Encoding.UTF8.GetString(utf8));
    }

    /// <summary>What Firehose's message extraction leaves: the lines alone, without group, stream, id and time.</summary>
    private RecordContent Lines(int number, string text)
    {
        if (origin is null || text.AsSpan().ContainsAny(Untold) || string.IsNullOrWhiteSpace(text))
        {
            return RecordContent.Unreadable(UnreadableReason.NoPayload);
        }

        List<LogEvent> events = [];
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (events.Count == MostLines)
            {
                return new RecordContent([new LogPayload(origin, origin, events)], UnreadableReason.TooManyEvents);
            }

            if (!line.IsWhiteSpace())
            {
                events.Add(new LogEvent($"{request}-{number}-{events.Count}", timestamp, line.ToString()));
            }
        }

        return new RecordContent([new LogPayload(origin, origin, events)], null);
    }
}
