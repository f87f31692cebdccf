using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using OpenTelemetry;

namespace Azure.Monitor.OpenTelemetry.Exporter;

/// <summary>
/// Posts envelopes, one JSON line each, to the ingestion endpoint. The real package keeps on disk what was not taken and sends it later;
/// here the pipeline of Azure.Core tries again three times, and then it is dropped.
/// </summary>
internal sealed class IngestionSender
{
    private readonly HttpPipeline _pipeline;
    private readonly Uri _address;

    public IngestionSender(AzureMonitorExporterOptions options)
    {
        var connection = ConnectionString.Parse(options.ConnectionString ?? Environment.GetEnvironmentVariable("APPLICATIONINSIGHTS_CONNECTION_STRING"));
        InstrumentationKey = connection.InstrumentationKey;
        _address = new Uri($"{connection.IngestionEndpoint.AbsoluteUri.TrimEnd('/')}/v2.1/track");
        _pipeline = options.Credential is { } credential
            ? HttpPipelineBuilder.Build(options, new BearerTokenAuthenticationPolicy(credential, connection.Scope))
            : HttpPipelineBuilder.Build(options);
    }

    public string InstrumentationKey { get; }

    public ExportResult Send(IReadOnlyList<string> envelopes)
    {
        if (envelopes.Count == 0)
        {
            return ExportResult.Success;
        }

        try
        {
            // What is sent here must not be traced itself.
            using var scope = SuppressInstrumentationScope.Begin();
            using var message = _pipeline.CreateMessage();
            message.Request.Method = RequestMethod.Post;
            message.Request.Uri.Reset(_address);
            message.Request.Headers.Add("Content-Type", "application/json");
            message.Request.Headers.Add("Accept", "application/json");
            message.Request.Content = RequestContent.Create(Encoding.UTF8.GetBytes(string.Join('\n', envelopes)));
            _pipeline.Send(message, CancellationToken.None);
            return message.Response.Status == 200 ? ExportResult.Success : ExportResult.Failure;
        }
        catch (Exception)
        {
            // An exporter never throws: whoever measures must not notice.
            return ExportResult.Failure;
        }
    }
}
