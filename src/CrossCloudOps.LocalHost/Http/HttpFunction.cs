using CrossCloudOps.LocalHost.Invocation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CrossCloudOps.LocalHost.Http;

/// <summary>From a request in Kestrel to a function and back.</summary>
internal sealed partial class HttpFunction(FunctionMethod function, long bodyLimit, IServiceScopeFactory scopes, ILogger<HttpFunction> logger)
{
    public static void MapAll(WebApplication app, IReadOnlyList<FunctionMethod> functions, long bodyLimit)
    {
        var scopes = app.Services.GetRequiredService<IServiceScopeFactory>();
        var logger = app.Services.GetRequiredService<ILogger<HttpFunction>>();
        foreach (var function in functions.Where(f => f.Http is not null))
        {
            RequestDelegate handle = new HttpFunction(function, bodyLimit, scopes, logger).HandleAsync;
            var endpoint = app.Map(function.Route!, handle).WithDisplayName(function.Name);
            var methods = function.Http!.Methods ?? [];
            if (methods.Length > 0)
            {
                endpoint.WithMetadata(new HttpMethodMetadata(methods.Select(m => m.ToUpperInvariant())));
            }

            app.Lifetime.ApplicationStarted.Register(() =>
                Log.Mapped(logger, function.Name, methods.Length > 0 ? string.Join(", ", methods) : "any method", function.Route!.RawText!));
        }
    }

    private async Task HandleAsync(HttpContext http)
    {
        try
        {
            if (await ReadBodyAsync(http) is { } body)
            {
                await RunAsync(http, body);
            }
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            Log.Aborted(logger, function.Name);
        }
#pragma warning disable CA1031 // The edge of the host: whatever a function throws is an answer and a line in the log.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.Failed(logger, exception, function.Name);
            await AnswerAsync(http, StatusCodes.Status500InternalServerError, $"The function {function.Name} failed; the log says why.");
        }
    }

    private async Task RunAsync(HttpContext http, MemoryStream body)
    {
        await using var run = new FunctionRun(function, scopes, http.Request.RouteValues, http.RequestAborted);
        var request = new LocalRequest(http.Request, body, run.Context);
        run.Context.Features.Set<IHttpRequestDataFeature>(request);
        await ResponseWriter.WriteAsync(http.Response, await run.InvokeAsync(request), http.RequestAborted);
    }

    /// <summary>The whole body, as the Functions host reads it before a function sees the request; null if that was answered here.</summary>
    private async Task<MemoryStream?> ReadBodyAsync(HttpContext http)
    {
        try
        {
            var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
            body.Position = 0;
            return body;
        }
        catch (BadHttpRequestException refused)
        {
            await AnswerAsync(http, refused.StatusCode, refused.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? $"The request's body is over {bodyLimit} bytes (FUNCTIONS_REQUEST_BODY_SIZE_LIMIT)."
                : refused.Message);
            return null;
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // The caller went away, however the server came to know. Else the server would try to read on, and log an error.
            http.Abort();
            Log.Aborted(logger, function.Name);
            return null;
        }
    }

    private static async Task AnswerAsync(HttpContext http, int status, string text)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        http.Response.Clear();
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        await http.Response.WriteAsync(text, http.RequestAborted);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Function}: {Methods} {Route}")]
        public static partial void Mapped(ILogger logger, string function, string methods, string route);

        [LoggerMessage(2, LogLevel.Error, "{Function} failed")]
        public static partial void Failed(ILogger logger, Exception exception, string function);

        [LoggerMessage(3, LogLevel.Debug, "{Function}: the caller went away")]
        public static partial void Aborted(ILogger logger, string function);
    }
}
