using System.Net;
using System.Text.Json;
using CrossCloudOps.Status;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace CrossCloudOps.Functions;

internal sealed class HealthFunctions(Health health)
{
    [Function("Health")]
    public async Task<HttpResponseData> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequestData request, CancellationToken cancellationToken)
    {
        var isOk = await health.IsOkAsync(cancellationToken);
        return await AnswerAsync(request, isOk, isOk ? """{"status":"ok"}""" : """{"status":"not ok"}""", cancellationToken);
    }

    [Function("HealthDetails")]
    public async Task<HttpResponseData> GetDetails(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "health/details")] HttpRequestData request, CancellationToken cancellationToken)
    {
        var details = await health.ReadAsync(cancellationToken);
        return await AnswerAsync(request, details.StoreAnswers, JsonSerializer.Serialize(details, StatusJson.Default.HealthDetails), cancellationToken);
    }

    private static async Task<HttpResponseData> AnswerAsync(HttpRequestData request, bool isOk, string json, CancellationToken cancellationToken)
    {
        var response = request.CreateResponse(isOk ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable);
        response.Headers.Add("Content-Type", "application/json");
        response.Headers.Add("Cache-Control", "no-store");
        response.Headers.Add("Referrer-Policy", "no-referrer");
        await response.WriteStringAsync(json, cancellationToken);
        return response;
    }
}
