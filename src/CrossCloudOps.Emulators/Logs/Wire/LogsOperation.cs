using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CrossCloudOps.Emulators.Logs.Operations;

namespace CrossCloudOps.Emulators.Logs.Wire;

/// <summary>One operation as the protocol sees it.</summary>
internal abstract class LogsOperation(string name)
{
    private static readonly LogsJson Json = LogsJson.Default;

    /// <summary>What the emulator can do.</summary>
    public static FrozenDictionary<string, LogsOperation> ByName { get; } = new LogsOperation[]
    {
        Of("CreateLogGroup", static (logs, request) => logs.CreateLogGroup(request), Json.CreateLogGroupRequest, Json.EmptyResponse),
        Of("CreateLogStream", static (logs, request) => logs.CreateLogStream(request), Json.CreateLogStreamRequest, Json.EmptyResponse),
        Of("DescribeLogGroups", static (logs, request) => logs.DescribeLogGroups(request), Json.DescribeLogGroupsRequest, Json.DescribeLogGroupsResponse),
        Of("DescribeLogStreams", static (logs, request) => logs.DescribeLogStreams(request), Json.DescribeLogStreamsRequest, Json.DescribeLogStreamsResponse),
        Of("FilterLogEvents", static (logs, request) => logs.FilterLogEvents(request), Json.FilterLogEventsRequest, Json.FilterLogEventsResponse),
        Of("GetLogEvents", static (logs, request) => logs.GetLogEvents(request), Json.GetLogEventsRequest, Json.GetLogEventsResponse),
        Of("PutLogEvents", static (logs, request) => logs.PutLogEvents(request), Json.PutLogEventsRequest, Json.PutLogEventsResponse),
    }.ToFrozenDictionary(static operation => operation.Name, StringComparer.Ordinal);

    public string Name { get; } = name;

    public abstract LogsRequest Read(ReadOnlySpan<byte> body);

    public abstract void Run(LogsOperations operations, LogsRequest request, Utf8JsonWriter answer);

    private static Typed<TRequest, TResponse> Of<TRequest, TResponse>(
        string name, Func<LogsOperations, TRequest, TResponse> run, JsonTypeInfo<TRequest> request, JsonTypeInfo<TResponse> response)
        where TRequest : LogsRequest => new(name, run, request, response);

    private sealed class Typed<TRequest, TResponse>(
        string name, Func<LogsOperations, TRequest, TResponse> run, JsonTypeInfo<TRequest> requestJson, JsonTypeInfo<TResponse> responseJson)
        : LogsOperation(name)
        where TRequest : LogsRequest
    {
        public override LogsRequest Read(ReadOnlySpan<byte> body) => JsonSerializer.Deserialize(body, requestJson) ?? throw new JsonException();

        public override void Run(LogsOperations operations, LogsRequest request, Utf8JsonWriter answer)
        {
            var response = run(operations, (TRequest)request);
            if (response is not EmptyResponse)
            {
                JsonSerializer.Serialize(answer, response, responseJson);
            }
        }
    }
}
