using CrossCloudOps.Slack;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace CrossCloudOps.Functions;

internal sealed class SlackFunctions(SlackInteractions interactions, SlackJobs jobs)
{
    /// <summary>Anonymous to the host: Slack cannot send a key, it signs.</summary>
    [Function("SlackInteractions")]
    public async Task<HttpResponseData> Interact(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "slack/interactions")] HttpRequestData request, CancellationToken cancellationToken)
    {
        if (await request.ReadBodyAsync(SlackInteractions.LargestBody, cancellationToken) is not { } body)
        {
            return await AnswerAsync(request, SlackInteractions.TooLarge, cancellationToken);
        }

        var (timestamp, signature) = (request.Header(SlackSignature.TimestampHeader), request.Header(SlackSignature.SignatureHeader));
        return await AnswerAsync(request, await interactions.HandleAsync(new SlackRequest(timestamp, signature, body), cancellationToken), cancellationToken);
    }

    [Function("ResumeSlackJobs")]
    public Task Resume([TimerTrigger("%RedriveSchedule%", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        jobs.ResumeAllAsync(cancellationToken);

    private static async Task<HttpResponseData> AnswerAsync(HttpRequestData request, SlackReply reply, CancellationToken cancellationToken)
    {
        var response = request.CreateResponse(reply.Status);
        if (reply.Text is { } text)
        {
            response.Headers.Add("Content-Type", "text/plain; charset=utf-8");
            await response.WriteStringAsync(text, cancellationToken);
        }

        return response;
    }
}
