using System.Buffers;
using System.Text.Json;
using CrossCloudOps.Emulators.Sqs.Operations;
using CrossCloudOps.Emulators.Sqs.Queues;
using Microsoft.AspNetCore.Http;

namespace CrossCloudOps.Emulators.Sqs.Wire;

/// <summary>
/// AWS JSON 1.0.
/// <see href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests-json.html"/>
/// </summary>
internal sealed class JsonCall(HttpRequest request, string target, ReadOnlySequence<byte> body) : WireCall(request)
{
    public const string Prefix = "AmazonSQS.";

    public override string? Action => target.StartsWith(Prefix, StringComparison.Ordinal) ? target[Prefix.Length..] : null;

    public override string ContentType => "application/x-amz-json-1.0";

    public override SqsRequest Read(Operation operation)
    {
        try
        {
            return operation.ReadJson(body);
        }
        catch (JsonException fault)
        {
            throw SqsErrors.MalformedInput(fault.Path is null ? "The body is not a JSON object." : $"The value at {fault.Path} is not valid.");
        }
    }

    public override void WriteAnswer(Operation operation, object response, string requestId, IBufferWriter<byte> output)
    {
        if (response is EmptyResponse)
        {
            return;
        }

        using var writer = new Utf8JsonWriter(output, SqsJson.Writing);
        operation.WriteJson(writer, response);
    }

    public override void WriteError(SqsException error, string requestId, IBufferWriter<byte> output)
    {
        using var writer = new Utf8JsonWriter(output, SqsJson.Writing);
        writer.WriteStartObject();
        writer.WriteString("__type"u8, error.Shape);
        writer.WriteString("message"u8, error.Message);
        writer.WriteEndObject();
    }

    public override void AddErrorHeaders(SqsException error, IHeaderDictionary headers) =>
        headers["x-amzn-query-error"] = error.Code + (error.SenderFault ? ";Sender" : ";Receiver");
}
