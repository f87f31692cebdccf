using System.Net;
using System.Net.Security;
using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace CrossCloudOps.Outbound;

internal static class OutboundFeature
{
    /// <summary>For those who read an answer as a whole; who wants more of it reads its stream.</summary>
    private const int LargestAnswer = 1024 * 1024;

    public static IServiceCollection AddOutbound(this IServiceCollection services)
    {
        services.AddSingleton<HostResolution>(Dns.GetHostAddressesAsync);
        services.AddSingleton<ServerCertificates>();
        AddClient(services, OutboundClients.Public, allowPrivate: false);
        AddClient(services, OutboundClients.AllowPrivate, allowPrivate: true);
        return services;
    }

    private static void AddClient(IServiceCollection services, string name, bool allowPrivate) =>
        services.AddHttpClient(name, static client =>
            {
                client.Timeout = Timeout.InfiniteTimeSpan;
                client.MaxResponseContentBufferSize = LargestAnswer;
            })
            .ConfigurePrimaryHttpMessageHandler(provider => Handler(
                new GuardedConnection(provider.GetRequiredService<HostResolution>(), allowPrivate),
                provider.GetRequiredService<ServerCertificates>()))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();

    private static SocketsHttpHandler Handler(GuardedConnection connection, ServerCertificates certificates) => new()
    {
        ConnectCallback = connection.ConnectAsync,
        ConnectTimeout = OutboundClients.ConnectTimeout,
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = static (_, certificate, chain, errors) => ServerCertificates.Judge(certificate, chain, errors) },
        PlaintextStreamFilter = (context, _) => ValueTask.FromResult(Connected(context, certificates)),
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        // A proxy would connect in our stead, and nobody would judge where to.
        UseProxy = false,
        ActivityHeadersPropagator = null,
        // Senders write what they like into headers; without it one that is not ASCII could never go on to its target.
        RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
    };

    private static Stream Connected(SocketsHttpPlaintextStreamFilterContext context, ServerCertificates certificates)
    {
        ConnectionProgress.Reach(context.InitialRequestMessage, ConnectionStage.Ready);
        if (context is { PlaintextStream: SslStream secure, InitialRequestMessage.RequestUri: { } server })
        {
            certificates.Look(server, secure);
        }

        return context.PlaintextStream;
    }
}
