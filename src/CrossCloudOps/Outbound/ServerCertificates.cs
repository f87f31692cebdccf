using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace CrossCloudOps.Outbound;

/// <summary>
/// When the certificate expires that a server showed last: a request that goes over a connection which was there sees no certificate. Remembers
/// a bounded number of servers, those that were seen or asked for last.
/// </summary>
internal sealed class ServerCertificates
{
    internal const int Most = 5000;

    private readonly Lock _lock = new();
    private Dictionary<string, DateTimeOffset> _young = [];
    private Dictionary<string, DateTimeOffset> _old = [];

    /// <summary>The one of the server's host and port; null if none was seen.</summary>
    public DateTimeOffset? ExpiresAt(Uri server)
    {
        lock (_lock)
        {
            if (_young.TryGetValue(Name(server), out var expiresAt))
            {
                return expiresAt;
            }

            if (_old.TryGetValue(Name(server), out expiresAt))
            {
                Keep(Name(server), expiresAt);
                return expiresAt;
            }

            return null;
        }
    }

    public void Remember(Uri server, DateTimeOffset expiresAt)
    {
        lock (_lock)
        {
            Keep(Name(server), expiresAt);
        }
    }

    /// <summary>The default judgement. A refusal is thrown, for only so its reasons reach the request that it happened to.</summary>
    public static bool Judge(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) => errors == SslPolicyErrors.None
        ? true
        : throw CertificateRefusedException.Of(certificate as X509Certificate2, chain, errors);

    /// <summary>To be called after each handshake.</summary>
    public void Look(Uri server, SslStream stream)
    {
        if (stream.RemoteCertificate is X509Certificate2 certificate)
        {
            Remember(server, new DateTimeOffset(certificate.NotAfter.ToUniversalTime()));
        }
    }

    private void Keep(string server, DateTimeOffset expiresAt)
    {
        if (_young.Count >= Most && !_young.ContainsKey(server))
        {
            (_old, _young) = (_young, []);
        }

        _young[server] = expiresAt;
    }

    private static string Name(Uri server) => $"{server.IdnHost}:{server.Port}";
}
