using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Xml;
using CrossCloudOps.Emulators.Sqs.Operations;

namespace CrossCloudOps.Emulators.Sqs.Wire;

/// <summary>One operation as both protocols see it.</summary>
internal abstract class Operation(string name)
{
    public string Name { get; } = name;

    public abstract SqsRequest ReadJson(ReadOnlySequence<byte> body);

    public abstract SqsRequest ReadForm(QueryForm form);

    public abstract ValueTask<object> RunAsync(SqsOperations operations, SqsRequest request, CancellationToken cancellationToken);

    public abstract void WriteJson(Utf8JsonWriter writer, object response);

    public abstract void WriteXml(XmlWriter writer, object response);
}

internal sealed class Operation<TRequest, TResponse>(
    string name,
    Func<SqsOperations, TRequest, CancellationToken, ValueTask<TResponse>> run,
    (JsonTypeInfo<TRequest> Request, JsonTypeInfo<TResponse> Response) json,
    Func<QueryForm, TRequest> readForm,
    Action<XmlWriter, TResponse> writeXml)
    : Operation(name)
    where TRequest : SqsRequest
    where TResponse : class
{
    public Operation(
        string name,
        Func<SqsOperations, TRequest, TResponse> run,
        (JsonTypeInfo<TRequest> Request, JsonTypeInfo<TResponse> Response) json,
        Func<QueryForm, TRequest> readForm,
        Action<XmlWriter, TResponse> writeXml)
        : this(name, (operations, request, _) => ValueTask.FromResult(run(operations, request)), json, readForm, writeXml)
    {
    }

    public override SqsRequest ReadJson(ReadOnlySequence<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        return JsonSerializer.Deserialize(ref reader, json.Request) ?? throw new JsonException();
    }

    public override SqsRequest ReadForm(QueryForm form) => readForm(form);

    public override async ValueTask<object> RunAsync(SqsOperations operations, SqsRequest request, CancellationToken cancellationToken) =>
        await run(operations, (TRequest)request, cancellationToken);

    public override void WriteJson(Utf8JsonWriter writer, object response) =>
        JsonSerializer.Serialize(writer, (TResponse)response, json.Response);

    public override void WriteXml(XmlWriter writer, object response) => writeXml(writer, (TResponse)response);
}
