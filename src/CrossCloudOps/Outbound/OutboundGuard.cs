using System.Net;
using System.Net.Sockets;

namespace CrossCloudOps.Outbound;

/// <summary>
/// Which addresses lead to the inside: to this machine, its network, the cloud's own endpoints, or to nobody.
/// <see href="https://www.iana.org/assignments/iana-ipv4-special-registry"/>
/// <see href="https://www.iana.org/assignments/iana-ipv6-special-registry"/>
/// </summary>
internal static class OutboundGuard
{
    private static readonly (IPNetwork Network, string Kind)[] Refused =
    [
        Row("0.0.0.0/8", "unspecified"),
        Row("10.0.0.0/8", "private network"),
        Row("100.64.0.0/10", "shared network"),
        Row("127.0.0.0/8", "loopback"),
        Row("168.63.129.16/32", "Azure's own"),
        Row("169.254.0.0/16", "link-local"),
        Row("172.16.0.0/12", "private network"),
        Row("192.0.0.0/24", "reserved"),
        Row("192.0.2.0/24", "documentation"),
        Row("192.88.99.0/24", "reserved"),
        Row("192.168.0.0/16", "private network"),
        Row("198.18.0.0/15", "benchmark"),
        Row("198.51.100.0/24", "documentation"),
        Row("203.0.113.0/24", "documentation"),
        Row("224.0.0.0/4", "multicast"),
        Row("240.0.0.0/4", "reserved"),
        Row("::/128", "unspecified"),
        Row("::1/128", "loopback"),
        Row("fd00:ec2::/32", "AWS's own"),
        Row("fd20:ce::254/128", "Google's own"),
        Row("fc00::/7", "unique-local"),
        Row("fe80::/10", "link-local"),
        Row("ff00::/8", "multicast"),
        // Teredo, which embeds two IPv4 addresses, benchmarks, and other assignments behind which no server stands.
        Row("2001::/23", "reserved"),
        Row("2001:db8::/32", "documentation"),
        Row("3fff::/20", "documentation"),
    ];

    /// <summary>Behind these stand the endpoints that hand out the cloud's credentials, and no server of anybody's.</summary>
    private static readonly IPNetwork[] NeverAllowed =
    [
        IPNetwork.Parse("168.63.129.16/32"),
        IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("fd00:ec2::/32"),
        IPNetwork.Parse("fd20:ce::254/128"),
        IPNetwork.Parse("fe80::/10"),
    ];

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    /// <summary>Prefixes of IPv6 after which an IPv4 address stands, which is where packets end up.</summary>
    private static readonly (IPNetwork Network, int At)[] Embedding =
    [
        // NAT64, by which a network without IPv4 reaches every public server that has only that.
        (IPNetwork.Parse("64:ff9b::/96"), 12),
        (IPNetwork.Parse("2002::/16"), 2),
    ];

    /// <summary>Prefixes that some networks translate in the same way. All behind them is reserved, but a setting may allow that.</summary>
    private static readonly (IPNetwork Network, int At)[] PerhapsEmbedding =
    [
        (IPNetwork.Parse("::/96"), 12),
        (IPNetwork.Parse("::ffff:0:0:0/96"), 12),
        (IPNetwork.Parse("64:ff9b:1::/48"), 12),
    ];

    /// <summary>Of what kind an address that must be refused is; null for a public one.</summary>
    public static string? Refusal(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetworkV6 && Embedded(address) is { } embedded)
        {
            return Refusal(embedded);
        }

        foreach (var (network, kind) in Refused)
        {
            if (network.Contains(address))
            {
                return kind;
            }
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6 && !GlobalUnicast.Contains(address) ? "reserved" : null;
    }

    /// <summary>Whether no setting allows it: who may write an address into a pulse or a route must not be shown the cloud's credentials.</summary>
    public static bool IsNeverAllowed(IPAddress address) =>
        Array.Exists(NeverAllowed, network => network.Contains(address))
        || (address.AddressFamily == AddressFamily.InterNetworkV6 && (Embedded(address) ?? Embedded(address, PerhapsEmbedding)) is { } embedded && IsNeverAllowed(embedded));

    public static IPAddress[] Public(IEnumerable<IPAddress> addresses) => [.. addresses.Where(static address => Refusal(address) is null)];

    private static IPAddress? Embedded(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            // IPNetwork itself looks at these as IPv4, whatever it holds.
            return address.MapToIPv4();
        }

        return Embedded(address, Embedding);
    }

    private static IPAddress? Embedded(IPAddress address, (IPNetwork Network, int At)[] prefixes)
    {
        foreach (var (network, at) in prefixes)
        {
            if (network.Contains(address))
            {
                return new IPAddress(address.GetAddressBytes().AsSpan(at, 4));
            }
        }

        return null;
    }

    private static (IPNetwork Network, string Kind) Row(string network, string kind) => (IPNetwork.Parse(network), kind);
}
