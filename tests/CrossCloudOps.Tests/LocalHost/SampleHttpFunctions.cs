using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CrossCloudOps.Tests.LocalHost;

internal sealed record ScopeId(Guid Id);

internal sealed record Sample(string Text);

internal sealed class SampleHttpFunctions(ScopeId scope)
{
    [Function("Echo")]
    public static async Task<HttpResponseData> EchoAsync([HttpTrigger("post", "PUT", Route = "echo")] HttpRequestData request)
    {
        var response = request.CreateResponse();
        await request.Body.CopyToAsync(response.Body);
        return response;
    }

    [Function("Headers")]
    public static HttpResponseData Headers([HttpTrigger("post", Route = "headers")] HttpRequestData request)
    {
        var response = request.CreateResponse(HttpStatusCode.Accepted);
        response.Headers.Add("Content-Type", "application/vnd.sample+json");
        response.Headers.Add("Content-Language", ["de", "en"]);
        response.Headers.Add("X-Many", request.Headers.GetValues("x-many"));
        response.Headers.Add("X-Seen-Type", request.Headers.GetValues("Content-Type"));
        response.Cookies.Append(new HttpCookie("seen", "yes") { Path = "/api", HttpOnly = true, SameSite = SameSite.Strict });
        return response;
    }

    [Function("Address")]
    public static async Task<HttpResponseData> AddressAsync([HttpTrigger("get", Route = "address")] HttpRequestData request)
    {
        var response = request.CreateResponse();
        await response.WriteStringAsync($"{request.Method} {request.Url} {request.Query["q"]} {request.Cookies.Single().Value}");
        return response;
    }

    [Function("RouteValues")]
    public static async Task<HttpResponseData> RouteValuesAsync(
        [HttpTrigger("get", Route = "/hooks/{path}/{number:int}/{rest?}")] HttpRequestData request,
        int number,
        string path,
        FunctionContext context,
        string rest = "none")
    {
        var response = request.CreateResponse();
        await response.WriteStringAsync($"{path} {number} {rest} {context.BindingContext.BindingData["path"]}");
        return response;
    }

    [Function("NoRoute")]
    public static async Task<HttpResponseData> NoRouteAsync([HttpTrigger] HttpRequestData request, FunctionContext context)
    {
        var response = request.CreateResponse();
        var same = ReferenceEquals(await context.GetHttpRequestDataAsync(), request);
        await response.WriteAsJsonAsync(new Sample($"{context.FunctionDefinition.Name} {same}"));
        return response;
    }

    [Function("Scope")]
    public async Task<HttpResponseData> ScopeAsync([HttpTrigger("get", Route = "scope")] HttpRequestData request, FunctionContext context)
    {
        var response = request.CreateResponse();
        await response.WriteStringAsync($"{scope.Id} {context.InstanceServices.GetRequiredService<ScopeId>().Id}");
        return response;
    }

    [Function("Throws")]
    public static HttpResponseData Throws([HttpTrigger("get", Route = "throws")] HttpRequestData request) =>
        throw new InvalidOperationException("a secret of the inside");

    [Function("Nothing")]
    public static Task NothingAsync([HttpTrigger("post", Route = "nothing")] HttpRequestData request, CancellationToken cancellationToken) =>
        Task.FromResult(cancellationToken.CanBeCanceled);

    [Function("NotModified")]
    public static HttpResponseData NotModified([HttpTrigger("get", Route = "not-modified")] HttpRequestData request)
    {
        var response = request.CreateResponse(HttpStatusCode.NotModified);
        response.WriteString("never sent");
        return response;
    }
}
