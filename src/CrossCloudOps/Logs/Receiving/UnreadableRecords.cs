using CrossCloudOps.Storage;

namespace CrossCloudOps.Logs.Receiving;

/// <summary>Why a record of a request could not be read, while the others could.</summary>
internal enum UnreadableReason
{
    /// <summary>It has no data, or data that is no text.</summary>
    NoData,

    /// <summary>Its data is not base64.</summary>
    Base64,

    /// <summary>Its gzip is broken or cut off.</summary>
    Gzip,

    /// <summary>It inflates to more than is taken of one record.</summary>
    TooLarge,

    /// <summary>It is neither a payload of CloudWatch Logs nor text.</summary>
    NoPayload,

    /// <summary>The records before it hold as many events as are taken of one request.</summary>
    TooManyEvents,
}

/// <summary>So many records of a request could not be read for one reason.</summary>
internal sealed record UnreadableCount(UnreadableReason Reason, int Count);

/// <summary>Records that were acknowledged, since sending them again would change nothing: <c>logs/unreadable/&lt;request&gt;</c>. Nothing of what was in them.</summary>
internal sealed record UnreadableRecords : IVersionedDocument
{
    public const string Folder = "logs/unreadable/";

    public static int CurrentSchema => 1;

    public int Schema { get; init; } = CurrentSchema;

    public required string Request { get; init; }

    /// <summary>ARN of the Firehose stream; null if it was not said.</summary>
    public string? Source { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>How many records the request had.</summary>
    public required int Records { get; init; }

    public required IReadOnlyList<UnreadableCount> Unreadable { get; init; }
}
