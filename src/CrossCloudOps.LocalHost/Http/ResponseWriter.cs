using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Http;
using SameSite = Microsoft.Azure.Functions.Worker.Http.SameSite;

namespace CrossCloudOps.LocalHost.Http;

/// <summary>Sends a function's response as worker and Functions host do: the values of a repeated header joined by a comma.</summary>
internal static class ResponseWriter
{
    public static async Task WriteAsync(HttpResponse target, HttpResponseData? response, CancellationToken cancellationToken)
    {
        if (response is null)
        {
            target.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        target.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers)
        {
            target.Headers[name] = string.Join(',', values);
        }

        foreach (var cookie in (response as LocalResponse)?.SetCookies ?? [])
        {
            target.Cookies.Append(cookie.Name, cookie.Value, Options(cookie));
        }

        await WriteBodyAsync(target, response, cancellationToken);
    }

    private static async Task WriteBodyAsync(HttpResponse target, HttpResponseData response, CancellationToken cancellationToken)
    {
        // Framing is the server's own affair.
        target.Headers.Remove("Transfer-Encoding");
        target.ContentLength = null;
        if (response.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.NotModified)
        {
            return;
        }

        if (response.Body.CanSeek)
        {
            response.Body.Position = 0;
            target.ContentLength = response.Body.Length;
        }

        await response.Body.CopyToAsync(target.Body, cancellationToken);
    }

    private static CookieOptions Options(IHttpCookie cookie) => new()
    {
        Domain = cookie.Domain,
        Expires = cookie.Expires,
        HttpOnly = cookie.HttpOnly ?? false,
        MaxAge = cookie.MaxAge is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        Path = cookie.Path,
        Secure = cookie.Secure ?? false,
        SameSite = cookie.SameSite switch
        {
            SameSite.Lax => SameSiteMode.Lax,
            SameSite.Strict => SameSiteMode.Strict,
            SameSite.ExplicitNone => SameSiteMode.None,
            _ => SameSiteMode.Unspecified,
        },
    };
}
