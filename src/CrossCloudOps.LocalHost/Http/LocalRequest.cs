using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace CrossCloudOps.LocalHost.Http;

/// <summary>A request as the Functions host hands it over: the body read whole, the values of a repeated header joined by a comma.</summary>
internal sealed class LocalRequest(HttpRequest request, Stream body, FunctionContext context) : HttpRequestData(context), IHttpRequestDataFeature
{
    public override Stream Body => body;

    public override HttpHeadersCollection Headers { get; } =
        new(request.Headers.Select(h => KeyValuePair.Create(h.Key, string.Join(',', h.Value.ToArray()))));

    public override IReadOnlyCollection<IHttpCookie> Cookies { get; } = [.. request.Cookies.Select(c => new HttpCookie(c.Key, c.Value))];

    public override Uri Url { get; } = new(request.GetEncodedUrl());

    public override IEnumerable<ClaimsIdentity> Identities => [];

    public override string Method => request.Method;

    public override HttpResponseData CreateResponse() => new LocalResponse(FunctionContext);

    ValueTask<HttpRequestData?> IHttpRequestDataFeature.GetHttpRequestDataAsync(FunctionContext context) => new(this);
}
