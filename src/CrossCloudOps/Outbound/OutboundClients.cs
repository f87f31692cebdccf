namespace CrossCloudOps.Outbound;

/// <summary>
/// Names of the HTTP clients for addresses that were given from outside: webhook targets, pulses, response URLs. They have no time-out of
/// their own. Never ask one for HTTP/3, which does not go through the guard.
/// </summary>
internal static class OutboundClients
{
    /// <summary>Connects to public addresses only; else <see cref="TargetRefusedException"/> is inside the <see cref="HttpRequestException"/>.</summary>
    public const string Public = "Outbound";

    /// <summary>The same without the guard, for those whose settings allow it.</summary>
    public const string AllowPrivate = "Outbound, private addresses too";
}
