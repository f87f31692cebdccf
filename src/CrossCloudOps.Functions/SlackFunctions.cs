using CrossCloudOps.Slack;
using CrossCloudOps.Status;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace CrossCloudOps.Functions;

internal sealed class SlackFunctions(FunctionRuns runs, SlackInteractions interactions, SlackCommands commands)
{
    /// <summary>Anonymous to the host: Slack cannot send a key, it signs.</summary>
    [Function("SlackInteractions")]
    public Task<HttpResponseData> Interact(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "slack/interactions")] HttpRequestData request, CancellationToken cancellationToken) =>
        HandleAsync("SlackInteractions", request, interactions.HandleAsync, cancellationToken);

    /// <summary>Anonymous to the host, as above.</summary>
    [Function("SlackCommands")]
    public Task<HttpResponseData> Command(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "slack/commands")] HttpRequestData request, CancellationToken cancellationToken) =>
        HandleAsync("SlackCommands", request, commands.HandleAsync, cancellationToken);

    private async Task<HttpResponseData> HandleAsync(
        string function, HttpRequestData request, Func<SlackRequest, CancellationToken, Task<SlackReply>> handle, CancellationToken cancellationToken)
    {
        var (timestamp, signature) = (request.Header(SlackSignature.TimestampHeader), request.Header(SlackSignature.SignatureHeader));
        var reply = await request.ReadBodyAsync(SlackDoor.LargestBody, cancellationToken) is { } body
            ? await runs.RunAsync(function, token => handle(new SlackRequest(timestamp, signature, body), token), cancellationToken)
            : SlackDoor.TooLarge;
        var response = request.CreateResponse(reply.Status);
        if (reply.Text is { } text)
        {
            response.Headers.Add("Content-Type", reply.IsJson ? "application/json" : "text/plain; charset=utf-8");
            await response.WriteStringAsync(text, cancellationToken);
        }

        return response;
    }
}
