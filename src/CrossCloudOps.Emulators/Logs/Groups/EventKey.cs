using System.Globalization;

namespace CrossCloudOps.Emulators.Logs.Groups;

/// <summary>Where an event stands among all events: "sorted by event timestamp, the timestamp when the event was ingested", then as they came.</summary>
internal readonly record struct EventKey(long Timestamp, long IngestedAt, long Sequence) : IComparable<EventKey>
{
    public static readonly EventKey First = new(0, 0, 0);
    public static readonly EventKey Last = new(999_999_999_999_999, 0, 0);

    private const int TimestampEnd = 16;
    private const int IngestedEnd = 32;
    private const int IdLength = 56;

    /// <summary>The key in the id of an event.</summary>
    public static EventKey? FromId(ReadOnlySpan<char> id) =>
        id.Length == IdLength
        && TryRead(id[1..TimestampEnd], out var timestamp)
        && TryRead(id[TimestampEnd..IngestedEnd], out var ingestedAt)
        && TryRead(id[IngestedEnd..], out var sequence)
            ? new EventKey(timestamp, ingestedAt, sequence) : null;

    public static bool operator <(EventKey left, EventKey right) => left.CompareTo(right) < 0;

    public static bool operator >(EventKey left, EventKey right) => left.CompareTo(right) > 0;

    public static bool operator <=(EventKey left, EventKey right) => left.CompareTo(right) <= 0;

    public static bool operator >=(EventKey left, EventKey right) => left.CompareTo(right) >= 0;

    /// <summary>56 digits, as the service's own ids have them.</summary>
    public string ToId() => string.Create(CultureInfo.InvariantCulture, $"3{Timestamp:D15}{IngestedAt:D16}{Sequence:D24}");

    public int CompareTo(EventKey other)
    {
        var order = Timestamp.CompareTo(other.Timestamp);
        order = order != 0 ? order : IngestedAt.CompareTo(other.IngestedAt);
        return order != 0 ? order : Sequence.CompareTo(other.Sequence);
    }

    private static bool TryRead(ReadOnlySpan<char> digits, out long value) => long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
