namespace CrossCloudOps.Outbound;

/// <summary>
/// Names of the HTTP clients for addresses that were given from outside: webhook targets, pulses, response URLs. They have no time-out of
/// their own. Never ask one for HTTP/3, which does not go through the guard.
/// </summary>
internal static class OutboundClients
{
    /// <summary>Connects to public addresses only; else <see cref="TargetRefusedException"/> is inside the <see cref="HttpRequestException"/>.</summary>
    public const string Public = "Outbound";

    /// <summary>Connects to private addresses too, for those whose settings allow it; to those of the cloud's own endpoints it never does.</summary>
    public const string AllowPrivate = "Outbound, private addresses too";

    /// <summary>How long the look-up of a name, the connection and its TLS handshake may take together.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);
}
