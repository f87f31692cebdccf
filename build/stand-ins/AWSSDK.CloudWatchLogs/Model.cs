using Amazon.Runtime;
using static StandIns.AwsCollections;

namespace Amazon.CloudWatchLogs
{
    public partial class AmazonCloudWatchLogsRequest : AmazonWebServiceRequest;
}

namespace Amazon.CloudWatchLogs.Model
{
    public partial class CreateLogGroupRequest : AmazonCloudWatchLogsRequest
    {
        public CreateLogGroupRequest() { }
        public CreateLogGroupRequest(string logGroupName) => LogGroupName = logGroupName;

        public bool? DeletionProtectionEnabled { get; set; }
        public string KmsKeyId { get; set; }
        public LogGroupClass LogGroupClass { get; set; }
        public string LogGroupName { get; set; }
        public Dictionary<string, string> Tags { get; set; } = NewMap<string>();
    }

    public partial class CreateLogGroupResponse : AmazonWebServiceResponse;

    public partial class CreateLogStreamRequest : AmazonCloudWatchLogsRequest
    {
        public CreateLogStreamRequest() { }
        public CreateLogStreamRequest(string logGroupName, string logStreamName) => (LogGroupName, LogStreamName) = (logGroupName, logStreamName);

        public string LogGroupName { get; set; }
        public string LogStreamName { get; set; }
    }

    public partial class CreateLogStreamResponse : AmazonWebServiceResponse;

    public partial class DescribeLogGroupsRequest : AmazonCloudWatchLogsRequest
    {
        public List<string> AccountIdentifiers { get; set; } = NewList<string>();
        public bool? IncludeLinkedAccounts { get; set; }
        public int? Limit { get; set; }
        public LogGroupClass LogGroupClass { get; set; }
        public List<string> LogGroupIdentifiers { get; set; } = NewList<string>();
        public string LogGroupNamePattern { get; set; }
        public string LogGroupNamePrefix { get; set; }
        public string NextToken { get; set; }
    }

    public partial class DescribeLogGroupsResponse : AmazonWebServiceResponse
    {
        public List<LogGroup> LogGroups { get; set; } = NewList<LogGroup>();
        public string NextToken { get; set; }
    }

    public partial class DescribeLogStreamsRequest : AmazonCloudWatchLogsRequest
    {
        public DescribeLogStreamsRequest() { }
        public DescribeLogStreamsRequest(string logGroupName) => LogGroupName = logGroupName;

        public bool? Descending { get; set; }
        public int? Limit { get; set; }
        public string LogGroupIdentifier { get; set; }
        public string LogGroupName { get; set; }
        public string LogStreamNamePrefix { get; set; }
        public string NextToken { get; set; }
        public OrderBy OrderBy { get; set; }
    }

    public partial class DescribeLogStreamsResponse : AmazonWebServiceResponse
    {
        public List<LogStream> LogStreams { get; set; } = NewList<LogStream>();
        public string NextToken { get; set; }
    }

    public partial class FilteredLogEvent
    {
        public string EventId { get; set; }
        public long? IngestionTime { get; set; }
        public string LogStreamName { get; set; }
        public string Message { get; set; }
        public long? Timestamp { get; set; }
    }

    public partial class FilterLogEventsRequest : AmazonCloudWatchLogsRequest
    {
        public long? EndTime { get; set; }
        public string FilterPattern { get; set; }

        [Obsolete("Ignored by the service since June 17, 2019: events of several streams always come interleaved.")]
        public bool? Interleaved { get; set; }

        public int? Limit { get; set; }
        public string LogGroupIdentifier { get; set; }
        public string LogGroupName { get; set; }
        public string LogStreamNamePrefix { get; set; }
        public List<string> LogStreamNames { get; set; } = NewList<string>();
        public string NextToken { get; set; }
        public long? StartTime { get; set; }
        public bool? Unmask { get; set; }
    }

    public partial class FilterLogEventsResponse : AmazonWebServiceResponse
    {
        public List<FilteredLogEvent> Events { get; set; } = NewList<FilteredLogEvent>();
        public string NextToken { get; set; }
        public List<SearchedLogStream> SearchedLogStreams { get; set; } = NewList<SearchedLogStream>();
    }

    public partial class GetLogEventsRequest : AmazonCloudWatchLogsRequest
    {
        public GetLogEventsRequest() { }
        public GetLogEventsRequest(string logGroupName, string logStreamName) => (LogGroupName, LogStreamName) = (logGroupName, logStreamName);

        public DateTime? EndTime { get; set; }
        public int? Limit { get; set; }
        public string LogGroupIdentifier { get; set; }
        public string LogGroupName { get; set; }
        public string LogStreamName { get; set; }
        public string NextToken { get; set; }
        public bool? StartFromHead { get; set; }
        public DateTime? StartTime { get; set; }
        public bool? Unmask { get; set; }
    }

    public partial class GetLogEventsResponse : AmazonWebServiceResponse
    {
        public List<OutputLogEvent> Events { get; set; } = NewList<OutputLogEvent>();
        public string NextBackwardToken { get; set; }
        public string NextForwardToken { get; set; }
    }

    public partial class InputLogEvent
    {
        public string Message { get; set; }
        public DateTime? Timestamp { get; set; }
    }

    public partial class LogGroup
    {
        public string Arn { get; set; }
        public DateTime? CreationTime { get; set; }
        public string KmsKeyId { get; set; }
        public string LogGroupArn { get; set; }
        public LogGroupClass LogGroupClass { get; set; }
        public string LogGroupName { get; set; }
        public int? MetricFilterCount { get; set; }
        public int? RetentionInDays { get; set; }
        public long? StoredBytes { get; set; }
    }

    public partial class LogStream
    {
        public string Arn { get; set; }
        public DateTime? CreationTime { get; set; }
        public DateTime? FirstEventTimestamp { get; set; }
        public DateTime? LastEventTimestamp { get; set; }
        public DateTime? LastIngestionTime { get; set; }
        public string LogStreamName { get; set; }
        public string UploadSequenceToken { get; set; }
    }

    public partial class OutputLogEvent
    {
        public DateTime? IngestionTime { get; set; }
        public string Message { get; set; }
        public DateTime? Timestamp { get; set; }
    }

    public partial class PutLogEventsRequest : AmazonCloudWatchLogsRequest
    {
        public PutLogEventsRequest() { }
        public PutLogEventsRequest(string logGroupName, string logStreamName, List<InputLogEvent> logEvents) =>
            (LogGroupName, LogStreamName, LogEvents) = (logGroupName, logStreamName, logEvents);

        public List<InputLogEvent> LogEvents { get; set; } = NewList<InputLogEvent>();
        public string LogGroupName { get; set; }
        public string LogStreamName { get; set; }
        public string SequenceToken { get; set; }
    }

    public partial class PutLogEventsResponse : AmazonWebServiceResponse
    {
        public string NextSequenceToken { get; set; }
        public RejectedLogEventsInfo RejectedLogEventsInfo { get; set; }
    }

    public partial class RejectedLogEventsInfo
    {
        public int? ExpiredLogEventEndIndex { get; set; }
        public int? TooNewLogEventStartIndex { get; set; }
        public int? TooOldLogEventEndIndex { get; set; }
    }

    public partial class SearchedLogStream
    {
        public string LogStreamName { get; set; }
        public bool? SearchedCompletely { get; set; }
    }
}
