using System.Buffers;
using System.Text;
using System.Xml;
using CrossCloudOps.Emulators.Aws;
using CrossCloudOps.Emulators.Sqs.Operations;
using CrossCloudOps.Emulators.Sqs.Queues;
using Microsoft.AspNetCore.Http;

namespace CrossCloudOps.Emulators.Sqs.Wire;

/// <summary>
/// The AWS Query protocol, form in and XML out, of SDKs and command lines from before November 2023.
/// <see href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests-xml.html"/>
/// </summary>
internal sealed class QueryCall(HttpRequest request, ReadOnlySequence<byte> body) : WireCall(request)
{
    private const string NoQueue = "The specified queue does not exist for this wsdl version.";
    private const string Namespace = "http://queue.amazonaws.com/doc/2012-11-05/";

    /// <summary>Carriage returns survive only as references; an XML reader turns plain ones into line feeds.</summary>
    private static readonly XmlWriterSettings Writing = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        NewLineHandling = NewLineHandling.Entitize,
    };

    private readonly QueryForm _form = QueryForm.Parse(body, request.QueryString.Value ?? string.Empty, QueueUrl(request));

    public override string? Action => _form.Text("Action");

    public override string ContentType => "text/xml";

    public override bool IsSigned => base.IsSigned || _form.Has("X-Amz-Signature") || _form.Has("Signature");

    /// <summary>Presigned, the parameters of the signature may stand in the form as in the query.</summary>
    public override string? AccessKeyId => _form.Text("X-Amz-Credential") is { } scope ? CredentialScope.KeyIn(scope) : _form.Text("AWSAccessKeyId") ?? base.AccessKeyId;

    public override SqsRequest Read(Operation operation) => operation.ReadForm(_form);

    public override void WriteAnswer(Operation operation, object response, string requestId, IBufferWriter<byte> output) => Write(output, xml =>
    {
        xml.WriteStartElement(operation.Name + "Response", Namespace);
        if (response is not EmptyResponse)
        {
            xml.WriteStartElement(operation.Name + "Result");
            operation.WriteXml(xml, response);
            xml.WriteEndElement();
        }

        xml.WriteStartElement("ResponseMetadata");
        xml.WriteElementString("RequestId", requestId);
        xml.WriteEndElement();
        xml.WriteEndElement();
    });

    public override void WriteError(SqsException error, string requestId, IBufferWriter<byte> output) => Write(output, xml =>
    {
        xml.WriteStartElement("ErrorResponse", Namespace);
        xml.WriteStartElement("Error");
        xml.WriteElementString("Type", error.SenderFault ? "Sender" : "Receiver");
        xml.WriteElementString("Code", error.Code);
        xml.WriteElementString("Message", error.Code == SqsErrors.NonExistentQueue ? NoQueue : error.Message);
        xml.WriteElementString("Detail", string.Empty);
        xml.WriteEndElement();
        xml.WriteElementString("RequestId", requestId);
        xml.WriteEndElement();
    });

    /// <summary>A request may go to the queue's own address instead of naming it.</summary>
    private static string? QueueUrl(HttpRequest request) =>
        request.Path.Value is { Length: > 1 } path ? $"{request.Scheme}://{request.Host.Value}{path}" : null;

    private static void Write(IBufferWriter<byte> output, Action<XmlWriter> write)
    {
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, Writing))
        {
            write(xml);
        }

        output.Write(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }
}
