using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CrossCloudOps.Emulators.Sqs.Operations;

namespace CrossCloudOps.Emulators.Sqs.Wire;

/// <summary>One operation as both protocols see it.</summary>
internal abstract class Operation(string name)
{
    public string Name { get; } = name;

    public abstract SqsRequest ReadJson(ReadOnlySequence<byte> body);

    public abstract ValueTask<object> RunAsync(SqsOperations operations, SqsRequest request, CancellationToken cancellationToken);

    public abstract void WriteJson(Utf8JsonWriter writer, object response);
}

internal sealed class Operation<TRequest, TResponse>(
    string name,
    Func<SqsOperations, TRequest, CancellationToken, ValueTask<TResponse>> run,
    JsonTypeInfo<TRequest> requestJson,
    JsonTypeInfo<TResponse> responseJson)
    : Operation(name)
    where TRequest : SqsRequest
    where TResponse : class
{
    public Operation(
        string name,
        Func<SqsOperations, TRequest, TResponse> run,
        JsonTypeInfo<TRequest> requestJson,
        JsonTypeInfo<TResponse> responseJson)
        : this(name, (operations, request, _) => ValueTask.FromResult(run(operations, request)), requestJson, responseJson)
    {
    }

    public override SqsRequest ReadJson(ReadOnlySequence<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        return JsonSerializer.Deserialize(ref reader, requestJson) ?? throw new JsonException();
    }

    public override async ValueTask<object> RunAsync(SqsOperations operations, SqsRequest request, CancellationToken cancellationToken) =>
        await run(operations, (TRequest)request, cancellationToken);

    public override void WriteJson(Utf8JsonWriter writer, object response) =>
        JsonSerializer.Serialize(writer, (TResponse)response, responseJson);
}
