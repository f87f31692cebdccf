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
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint target, CancellationToken cancellationToken)
    {
        var addresses = Allowed(target.Host, await resolution(target.Host, cancellationToken));
        Socket? socket = new(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.NoDelay = true;
            await socket.ConnectAsync(addresses, target.Port, cancellationToken);
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

        var allowed = allowPrivate ? addresses : OutboundGuard.Public(addresses);
        return allowed.Length > 0 ? allowed : throw new TargetRefusedException(host, addresses[0], OutboundGuard.Refusal(addresses[0])!);
    }
}
