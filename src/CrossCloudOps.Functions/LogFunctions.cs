using System.Globalization;
using System.Net.Http.Headers;
using CrossCloudOps.Logs.Receiving;
using CrossCloudOps.Logs.Scanning;
using CrossCloudOps.Problems;
using CrossCloudOps.Status;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace CrossCloudOps.Functions;

internal sealed class LogFunctions(FunctionRuns runs, TellAtOnce tell, LogScanner scanner, FirehoseReceiver firehose, SubscriptionReceiver subscription)
{
    [Function("ScanLogs")]
    public Task Scan([TimerTrigger("%ScanSchedule%", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        runs.RunAsync("ScanLogs", token => tell.RunAsync(scanner.RunAsync, token), cancellationToken);

    /// <summary>Anonymous to the host: Firehose shows its own key.</summary>
    [Function("ReceiveFirehose")]
    public async Task<HttpResponseData> ReceiveFirehose(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "logs/firehose")] HttpRequestData request, CancellationToken cancellationToken)
    {
        var received = new FirehoseRequest(
            request.Header("X-Amz-Firehose-Access-Key"),
            request.Header("X-Amz-Firehose-Protocol-Version"),
            request.Header("X-Amz-Firehose-Request-Id"),
            request.Header("X-Amz-Firehose-Source-Arn"),
            request.Header("Content-Encoding"),
            request.Body);
        return await AnswerAsync(request, await runs.RunAsync("ReceiveFirehose", token => firehose.HandleAsync(received, token), cancellationToken), cancellationToken);
    }

    /// <summary>Anonymous to the host, as above.</summary>
    [Function("ReceiveLogSubscription")]
    public async Task<HttpResponseData> ReceiveSubscription(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "logs/subscription")] HttpRequestData request, CancellationToken cancellationToken)
    {
        var bearer = AuthenticationHeaderValue.TryParse(request.Header("Authorization"), out var authorization) && authorization.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
            ? authorization.Parameter
            : null;
        var received = new SubscriptionRequest(
            [request.Header("x-api-key"), request.Header("X-Amz-Firehose-Access-Key"), bearer], request.Header("Content-Encoding"), request.Body);
        return await AnswerAsync(request, await runs.RunAsync("ReceiveLogSubscription", token => subscription.HandleAsync(received, token), cancellationToken), cancellationToken);
    }

    /// <summary>With its length: Firehose takes no answer in chunks.</summary>
    private static async Task<HttpResponseData> AnswerAsync(HttpRequestData request, LogReply reply, CancellationToken cancellationToken)
    {
        var response = request.CreateResponse(reply.Status);
        response.Headers.Add("Content-Type", "application/json");
        response.Headers.Add("Content-Length", reply.Json.Length.ToString(CultureInfo.InvariantCulture));
        await response.Body.WriteAsync(reply.Json, cancellationToken);
        return response;
    }
}
