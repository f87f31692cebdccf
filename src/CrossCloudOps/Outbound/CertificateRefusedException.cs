using System.Globalization;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CrossCloudOps.Outbound;

/// <summary>A server's certificate was not accepted. The message says what is wrong with it.</summary>
internal sealed class CertificateRefusedException(string message, DateTimeOffset? expiresAt) : AuthenticationException(message)
{
    private const int LongestName = 100;

    public DateTimeOffset? ExpiresAt => expiresAt;

    public static CertificateRefusedException Of(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors) => certificate is null
        ? new("no certificate was shown", null)
        : new($"the certificate {string.Join(", ", Faults(certificate, chain, errors).Distinct())}", new DateTimeOffset(certificate.NotAfter.ToUniversalTime()));

    private static IEnumerable<string> Faults(X509Certificate2 certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            yield return Names(certificate) is { Count: > 0 } names ? $"is for another name ({string.Join(", ", names)})" : "is for another name";
        }

        var flags = (chain?.ChainStatus ?? []).Aggregate(X509ChainStatusFlags.NoError, static (all, one) => all | one.Status);
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
        {
            foreach (var fault in ChainFaults(certificate, flags))
            {
                yield return fault;
            }
        }
    }

    private static IEnumerable<string> ChainFaults(X509Certificate2 certificate, X509ChainStatusFlags flags)
    {
        if (flags.HasFlag(X509ChainStatusFlags.NotTimeValid))
        {
            yield return $"is not valid now, or its issuer's is not (its own time is {Day(certificate.NotBefore)} to {Day(certificate.NotAfter)})";
        }

        if (flags.HasFlag(X509ChainStatusFlags.UntrustedRoot))
        {
            yield return certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData) ? "is signed by itself" : "comes from an issuer that is not trusted";
        }

        if (flags.HasFlag(X509ChainStatusFlags.PartialChain))
        {
            yield return "comes from an issuer that is not known (does the server send its intermediate certificates?)";
        }

        var others = flags & ~(X509ChainStatusFlags.NotTimeValid | X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain);
        if (others != X509ChainStatusFlags.NoError || flags == X509ChainStatusFlags.NoError)
        {
            yield return others == X509ChainStatusFlags.NoError ? "is refused" : $"is refused ({others})";
        }
    }

    private static List<string> Names(X509Certificate2 certificate)
    {
        try
        {
            return [.. certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
                .SelectMany(static names => names.EnumerateDnsNames().Concat(names.EnumerateIPAddresses().Select(static a => a.ToString())))
                .Take(3)
                .Select(static name => name.Length <= LongestName ? name : name[..LongestName])];
        }
        catch (CryptographicException)
        {
            return [];
        }
    }

    private static string Day(DateTime at) => at.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
