using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace CrossCloudOps.Tests.Emulators;

/// <summary>Stands where the app would: keeps what it is sent and gives one answer.</summary>
internal sealed class ListeningApp : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ReceivedRequest> _requests = new();

    private ListeningApp(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.First());

    public string Answer { get; set; } = "seen";

    /// <summary>Status and headers of the answers.</summary>
    public Action<HttpContext>? Respond { get; set; }

    public IReadOnlyList<ReceivedRequest> Requests => [.. _requests];

    /// <param name="certificate">Null: http.</param>
    public static async Task<ListeningApp> StartAsync(X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => _ = certificate is null ? listen : listen.UseHttps(certificate)));
        var listening = new ListeningApp(builder.Build());
        listening._app.Run(listening.HandleAsync);
        await listening._app.StartAsync();
        return listening;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        _requests.Enqueue(new ReceivedRequest(body, context.Request.Headers.ToDictionary(one => one.Key, one => one.Value.ToString())));
        Respond?.Invoke(context);
        await context.Response.WriteAsync(Answer);
    }
}
