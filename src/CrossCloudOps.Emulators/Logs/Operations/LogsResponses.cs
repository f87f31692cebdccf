namespace CrossCloudOps.Emulators.Logs.Operations;

internal sealed record EmptyResponse
{
    public static readonly EmptyResponse Instance = new();
}

internal sealed record DescribeLogGroupsResponse(IReadOnlyList<LogGroupDescription> LogGroups, string? NextToken);

internal sealed record LogGroupDescription(string LogGroupName, string Arn, long CreationTime)
{
    public string? LogGroupArn { get; init; }

    public string? LogGroupClass { get; init; }

    public int? MetricFilterCount { get; init; }

    public long? StoredBytes { get; init; }
}

internal sealed record DescribeLogStreamsResponse(IReadOnlyList<LogStreamDescription> LogStreams, string? NextToken);

internal sealed record LogStreamDescription(string LogStreamName, string Arn, long CreationTime)
{
    public long? FirstEventTimestamp { get; init; }

    public long? LastEventTimestamp { get; init; }

    public long? LastIngestionTime { get; init; }

    public string? UploadSequenceToken { get; init; }

    /// <summary>Always 0 since 2019.</summary>
    public long StoredBytes { get; init; }
}

internal sealed record FilterLogEventsResponse(IReadOnlyList<FilteredLogEvent> Events, string? NextToken)
{
    /// <summary>Always empty since 2020.</summary>
    public IReadOnlyList<string> SearchedLogStreams { get; init; } = [];
}

internal sealed record FilteredLogEvent(string LogStreamName, long Timestamp, string Message, long IngestionTime, string EventId);

internal sealed record GetLogEventsResponse(IReadOnlyList<OutputLogEvent> Events, string NextForwardToken, string NextBackwardToken);

internal sealed record OutputLogEvent(long Timestamp, string Message, long IngestionTime);

internal sealed record PutLogEventsResponse(string NextSequenceToken, RejectedLogEventsInfo? RejectedLogEventsInfo);

internal sealed record RejectedLogEventsInfo(int? TooOldLogEventEndIndex, int? TooNewLogEventStartIndex);
