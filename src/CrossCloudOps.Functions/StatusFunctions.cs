using CrossCloudOps.Status;
using CrossCloudOps.Status.Page;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace CrossCloudOps.Functions;

internal sealed class StatusFunctions(FunctionRuns runs, StatusPage page, DetailPages details)
{
    [Function("StatusPage")]
    public async Task<HttpResponseData> Get(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "status")] HttpRequestData request, CancellationToken cancellationToken) =>
        await AnswerAsync(request, await runs.RunAsync("StatusPage", token => page.ReadAsync(request.Url, token), cancellationToken), cancellationToken);

    [Function("DeadLetterPage")]
    public async Task<HttpResponseData> GetDeadLetter(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "status/dead-letters/{queue}/{kind}/{id}")] HttpRequestData request,
        string queue, string kind, string id, CancellationToken cancellationToken) =>
        await AnswerAsync(request, await runs.RunAsync("DeadLetterPage", token => details.ReadAsync(request.Url, "dead-letters", [queue, kind, id], token), cancellationToken), cancellationToken);

    private static async Task<HttpResponseData> AnswerAsync(HttpRequestData request, PageReply reply, CancellationToken cancellationToken)
    {
        var response = request.CreateResponse(reply.Status);
        foreach (var (name, value) in PageFrame.Headers)
        {
            response.Headers.Add(name, value);
        }

        await response.WriteStringAsync(reply.Html, cancellationToken);
        return response;
    }
}
