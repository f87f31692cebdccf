namespace CrossCloudOps.Emulators.Sqs.Operations;

internal abstract record MoveTaskRequest : SqsRequest
{
    public string? SourceArn { get; init; }

    public override string? NamedQueue => SourceArn?[(SourceArn.LastIndexOf(':') + 1)..];
}

internal sealed record StartMessageMoveTaskRequest : MoveTaskRequest
{
    public string? DestinationArn { get; init; }

    public int? MaxNumberOfMessagesPerSecond { get; init; }
}

internal sealed record ListMessageMoveTasksRequest : MoveTaskRequest
{
    public int? MaxResults { get; init; }
}

internal sealed record CancelMessageMoveTaskRequest : SqsRequest
{
    public string? TaskHandle { get; init; }
}

internal sealed record StartMessageMoveTaskResponse(string TaskHandle);

internal sealed record ListMessageMoveTasksResponse(IReadOnlyList<ListMessageMoveTasksResultEntry>? Results);

internal sealed record ListMessageMoveTasksResultEntry(
    string? TaskHandle,
    string Status,
    string SourceArn,
    string? DestinationArn,
    int? MaxNumberOfMessagesPerSecond,
    long ApproximateNumberOfMessagesMoved,
    long ApproximateNumberOfMessagesToMove,
    string? FailureReason,
    long StartedTimestamp);

internal sealed record CancelMessageMoveTaskResponse(long ApproximateNumberOfMessagesMoved);
