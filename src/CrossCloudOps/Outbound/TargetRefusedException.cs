using System.Net;

namespace CrossCloudOps.Outbound;

/// <summary>A name leads to no address that may be called. Nothing was sent.</summary>
internal sealed class TargetRefusedException(string host, IPAddress address, string kind) : IOException(Say(host, address, kind))
{
    public string Host => host;

    public IPAddress Address => address;

    private static string Say(string host, IPAddress address, string kind) =>
        IPAddress.TryParse(host, out _) ? $"{address} is a private address ({kind})" : $"{host} is at {address}, which is a private address ({kind})";
}
