using System.Text.Json;
using Amazon.CloudWatchLogs.Model;
using StandIns;

namespace Amazon.CloudWatchLogs;

/// <summary>The operations, each with the errors it models; any other is a plain <see cref="AmazonCloudWatchLogsException"/>.</summary>
internal static class Operations
{
    public static readonly AwsJsonService Service = new()
    {
        ServiceId = AmazonCloudWatchLogsConfig.ServiceId,
        Target = "Logs_20140328",
        ContentType = "application/x-amz-json-1.1",
        ApiVersion = "2014-03-28",
        Exception = typeof(AmazonCloudWatchLogsException),
        Json = new JsonSerializerOptions(AwsJson.Options())
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            Converters = { new MillisecondsConverter(), new ConstantConverter<LogGroupClass>(), new ConstantConverter<OrderBy>() },
        },
    };

    private static readonly Type[] All = [typeof(InvalidParameterException), typeof(ServiceUnavailableException)];

    public static readonly AwsJsonOperation<CreateLogGroupRequest, CreateLogGroupResponse> CreateLogGroup =
        new(Service, [.. All, typeof(LimitExceededException), typeof(OperationAbortedException), typeof(ResourceAlreadyExistsException)]);

    public static readonly AwsJsonOperation<CreateLogStreamRequest, CreateLogStreamResponse> CreateLogStream =
        new(Service, [.. All, typeof(ResourceAlreadyExistsException), typeof(ResourceNotFoundException)]);

    public static readonly AwsJsonOperation<DescribeLogGroupsRequest, DescribeLogGroupsResponse> DescribeLogGroups = new(Service, All);

    public static readonly AwsJsonOperation<DescribeLogStreamsRequest, DescribeLogStreamsResponse> DescribeLogStreams =
        new(Service, [.. All, typeof(ResourceNotFoundException)]);

    public static readonly AwsJsonOperation<FilterLogEventsRequest, FilterLogEventsResponse> FilterLogEvents =
        new(Service, [.. All, typeof(ResourceNotFoundException)]);

    public static readonly AwsJsonOperation<GetLogEventsRequest, GetLogEventsResponse> GetLogEvents =
        new(Service, [.. All, typeof(ResourceNotFoundException)]);

    public static readonly AwsJsonOperation<PutLogEventsRequest, PutLogEventsResponse> PutLogEvents =
        new(Service, [.. All, typeof(ResourceNotFoundException), typeof(UnrecognizedClientException)]);
}
