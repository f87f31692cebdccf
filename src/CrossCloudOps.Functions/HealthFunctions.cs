using System.Net;
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
        var response = request.CreateResponse(isOk ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable);
        response.Headers.Add("Content-Type", "application/json");
        await response.WriteStringAsync(isOk ? """{"status":"ok"}""" : """{"status":"not ok"}""", cancellationToken);
        return response;
    }
}
