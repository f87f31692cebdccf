namespace CrossCloudOps.Emulators.Logs.Operations;

internal record LogsRequest
{
    public string? LogGroupName { get; init; }

    public string? LogGroupIdentifier { get; init; }

    public string? NextToken { get; init; }

    public int? Limit { get; init; }
}

internal sealed record CreateLogGroupRequest : LogsRequest
{
    public string? LogGroupClass { get; init; }
}

internal sealed record CreateLogStreamRequest : LogsRequest
{
    public string? LogStreamName { get; init; }
}

internal sealed record DescribeLogGroupsRequest : LogsRequest
{
    public string? LogGroupNamePrefix { get; init; }

    public string? LogGroupNamePattern { get; init; }

    public string? LogGroupClass { get; init; }

    public IReadOnlyList<string>? LogGroupIdentifiers { get; init; }

    public IReadOnlyList<string>? AccountIdentifiers { get; init; }

    public bool? IncludeLinkedAccounts { get; init; }
}

internal sealed record DescribeLogStreamsRequest : LogsRequest
{
    public string? LogStreamNamePrefix { get; init; }

    public string? OrderBy { get; init; }

    public bool? Descending { get; init; }
}

internal sealed record FilterLogEventsRequest : LogsRequest
{
    public IReadOnlyList<string>? LogStreamNames { get; init; }

    public string? LogStreamNamePrefix { get; init; }

    public long? StartTime { get; init; }

    public long? EndTime { get; init; }

    public string? FilterPattern { get; init; }

    /// <summary>Newer than the SDKs that are in use: the oldest events first unless false.</summary>
    public bool? StartFromHead { get; init; }
}

internal sealed record GetLogEventsRequest : LogsRequest
{
    public string? LogStreamName { get; init; }

    public long? StartTime { get; init; }

    public long? EndTime { get; init; }

    public bool? StartFromHead { get; init; }
}

internal sealed record PutLogEventsRequest : LogsRequest
{
    public string? LogStreamName { get; init; }

    public IReadOnlyList<InputLogEvent>? LogEvents { get; init; }
}

internal sealed record InputLogEvent
{
    public long? Timestamp { get; init; }

    public string? Message { get; init; }
}
