using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Storage.Blobs;

/// <summary>What all clients of one account share: the pipeline of Azure.Core, which retries, and the service's version.</summary>
internal sealed class BlobPipeline
{
    private const string Scope = "https://storage.azure.com/.default";

    private readonly HttpPipeline _pipeline;
    private readonly string _version;

    public BlobPipeline(BlobClientOptions options, HttpPipelinePolicy authentication)
    {
        options ??= new BlobClientOptions();
        _version = options.Header;
        var build = new HttpPipelineOptions(options) { RequestFailedDetailsParser = new ErrorParser() };
        build.PerRetryPolicies.Add(authentication);
        _pipeline = HttpPipelineBuilder.Build(build);
    }

    public static HttpPipelinePolicy Authentication(TokenCredential credential) => new BearerTokenAuthenticationPolicy(credential, Scope);

    /// <summary>Sends a request; an answer outside the expected statuses is an exception with the service's error code.</summary>
    public async Task<Response> SendAsync(
        RequestMethod method, Uri uri, int expected, CancellationToken cancellationToken, Action<Request> prepare = null)
    {
        using var message = _pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(uri);
        message.Request.Headers.Add("x-ms-version", _version);
        message.Request.Headers.Add("Accept", "application/xml");
        prepare?.Invoke(message.Request);
        await _pipeline.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return message.Response.Status == expected ? message.Response : throw new RequestFailedException(message.Response);
    }

    private sealed class ErrorParser : RequestFailedDetailsParser
    {
        public override bool TryParse(Response response, out ResponseError error, out IDictionary<string, string> data)
        {
            data = null;
            error = response.Headers.TryGetValue("x-ms-error-code", out var code) ? new ResponseError(code, response.ReasonPhrase) : null;
            return error is not null;
        }
    }
}
