using System.Globalization;
using CrossCloudOps.Problems;
using CrossCloudOps.Status;
using CrossCloudOps.Webhooks.Forwarding;
using CrossCloudOps.Webhooks.Receiving;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace CrossCloudOps.Functions;

internal sealed class WebhookFunctions(FunctionRuns runs, TellAtOnce tell, WebhookReceiver receiver, Forwarder forwarder)
{
    /// <summary>Anonymous to the host: each route says how its sender proves itself.</summary>
    [Function("ReceiveWebhook")]
    public async Task<HttpResponseData> Receive(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "hooks/{path}")] HttpRequestData request, string path, CancellationToken cancellationToken)
    {
        // As they came: the collection itself would rewrite the values of headers that it knows.
        var headers = new RequestHeaders(request.Headers.NonValidated.SelectMany(static h => h.Value.Select(value => (h.Key, value))));
        var reply = await runs.RunAsync("ReceiveWebhook", token => receiver.HandleAsync(new WebhookRequest(path, headers, request.Body), token), cancellationToken);
        var response = request.CreateResponse(reply.Status);
        response.Headers.Add("Content-Type", "application/json");
        if (reply.RetryAfter is { } wait)
        {
            response.Headers.Add("Retry-After", Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        }

        await response.WriteStringAsync(reply.Json, cancellationToken);
        return response;
    }

    /// <summary>Drains what is spooled too: Azure bills a second for each run of each function, however little there is to do.</summary>
    [Function("ForwardWebhooks")]
    public Task Forward([TimerTrigger("%ForwardSchedule%", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        runs.RunAsync("ForwardWebhooks", token => tell.RunAsync(forwarder.RunAsync, token), cancellationToken);
}
