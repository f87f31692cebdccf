using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CrossCloudOps.Emulators.Aws;

/// <summary>
/// One loopback address for one or several services. Which of them a request is for, its signature says, as AWS itself would insist;
/// requests go straight to it, with no pipeline between.
/// </summary>
internal sealed class AwsEdge : IHttpApplication<HttpContext>, IAsyncDisposable
{
    private readonly KestrelServer _server;
    private readonly IReadOnlyList<IAwsService> _services;

    private AwsEdge(int port, IReadOnlyList<IAwsService> services)
    {
        _services = services;
        var server = new KestrelServerOptions { AddServerHeader = false, ResponseHeaderEncodingSelector = static _ => Encoding.UTF8 };
        server.Limits.MaxRequestBodySize = null;
        server.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
        _server = new KestrelServer(
            Options.Create(server),
            new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance),
            NullLoggerFactory.Instance);
    }

    public static async Task<AwsEdge> StartAsync(int port, IReadOnlyList<IAwsService> services, CancellationToken cancellationToken)
    {
        var edge = new AwsEdge(port, services);
        await edge._server.StartAsync(edge, cancellationToken);
        var endpoint = new Uri(edge._server.Features.Get<IServerAddressesFeature>()!.Addresses.First());
        foreach (var service in services)
        {
            service.ListensAt(endpoint);
        }

        return edge;
    }

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        try
        {
            await (ServiceOf(context.Request) is { } service ? service.AnswerAsync(context) : RefuseAsync(context));
        }
        catch (Exception fault) when (fault is OperationCanceledException or ConnectionResetException or Microsoft.AspNetCore.Http.BadHttpRequestException)
        {
            // The caller is gone.
            context.Abort();
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Connections are cut, not waited for: a receive may wait for twenty seconds.
        await _server.StopAsync(new CancellationToken(canceled: true));
        _server.Dispose();
    }

    private IAwsService? ServiceOf(HttpRequest request)
    {
        if (_services is [var only])
        {
            return only;
        }

        return CredentialScope.Service(request) is { } name
            ? _services.FirstOrDefault(service => service.SigningName == name)
            : _services.FirstOrDefault(service => service.Recognizes(request));
    }

    /// <summary>In a form that clients of the JSON protocols read; the others show it as it is.</summary>
    private static async Task RefuseAsync(HttpContext context)
    {
        var name = CredentialScope.Service(context.Request) is { } service ? $"the service {service}" : "a service that can be told from this request";
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        context.Response.ContentType = "application/x-amz-json-1.0";
        await context.Response.WriteAsync($$"""{"__type":"UnknownOperationException","message":"There is no emulator of {{JsonEncodedText.Encode(name)}} at this address."}""");
    }
}
