using System.Net;

namespace CrossCloudOps.Outbound;

/// <summary>A name leads to no address that may be called. Nothing was sent.</summary>
internal sealed class TargetRefusedException(string host, IPAddress address, string kind, bool isNeverAllowed) : IOException(Say(host, address, kind, isNeverAllowed))
{
    public string Host => host;

    public IPAddress Address => address;

    /// <summary>No setting allows it.</summary>
    public bool IsNeverAllowed => isNeverAllowed;

    private static string Say(string host, IPAddress address, string kind, bool isNeverAllowed)
    {
        var what = isNeverAllowed ? $"never allowed ({kind})" : $"a private address ({kind})";
        return IPAddress.TryParse(host, out _) ? $"{address} is {what}" : $"{host} is at {address}, which is {what}";
    }
}
