using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace CrossCloudOps.LocalHost.Http;

internal sealed class LocalResponse(FunctionContext context) : HttpResponseData(context)
{
    private readonly LocalCookies _cookies = new();

    public override HttpStatusCode StatusCode { get; set; } = HttpStatusCode.OK;

    public override HttpHeadersCollection Headers { get; set; } = [];

    public override Stream Body { get; set; } = new MemoryStream();

    public override HttpCookies Cookies => _cookies;

    public IReadOnlyList<IHttpCookie> SetCookies => _cookies.Appended;
}
