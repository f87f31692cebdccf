using System.Net;
using System.Net.Sockets;

namespace CrossCloudOps.Outbound;

/// <summary>All addresses of a name.</summary>
internal delegate Task<IPAddress[]> HostResolution(string host, CancellationToken cancellationToken);

/// <summary>
/// Connects to the very addresses that were judged: a name that is looked up once more afterwards may lead somewhere else.
/// </summary>
internal sealed class GuardedConnection(HostResolution resolution, bool allowPrivate)
{
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (request, target) = (context.InitialRequestMessage, context.DnsEndPoint);
        ConnectionProgress.Reach(request, ConnectionStage.Resolving);
        var addresses = Allowed(target.Host, await resolution(target.Host, cancellationToken));
        ConnectionProgress.Reach(request, ConnectionStage.Connecting);
        Socket? socket = new(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.NoDelay = true;
            await socket.ConnectAsync(addresses, target.Port, cancellationToken);
            ConnectionProgress.Reach(request, ConnectionStage.Connected);
            var stream = new NetworkStream(socket, ownsSocket: true);
            socket = null;
            return stream;
        }
        finally
        {
            socket?.Dispose();
        }
    }

    private IPAddress[] Allowed(string host, IPAddress[] addresses)
    {
        if (addresses.Length == 0)
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }

        var allowed = allowPrivate ? [.. addresses.Where(static a => !OutboundGuard.IsNeverAllowed(a))] : OutboundGuard.Public(addresses);
        if (allowed.Length > 0)
        {
            return allowed;
        }

        // The one that a setting would allow is told first.
        var named = Array.Find(addresses, static a => !OutboundGuard.IsNeverAllowed(a)) ?? addresses[0];
        throw new TargetRefusedException(host, named, OutboundGuard.Refusal(named)!, OutboundGuard.IsNeverAllowed(named));
    }
}
