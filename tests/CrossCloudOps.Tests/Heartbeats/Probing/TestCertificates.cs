using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CrossCloudOps.Tests.Heartbeats.Probing;

/// <summary>An issuer of certificates that nobody else knows.</summary>
internal sealed class TestCertificates : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private TestCertificates(string name)
    {
        var request = new CertificateRequest($"CN={name}", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        Root = request.CreateSelfSigned(Now.AddDays(-400), Now.AddDays(400));
    }

    /// <summary>In whole seconds, as certificates have it.</summary>
    public static DateTimeOffset Now { get; } = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());

    public X509Certificate2 Root { get; }

    public static TestCertificates Issuer(string name = "Issuer of tests") => new(name);

    public X509Certificate2 For(string host, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = Request(host, key).Create(Root, notBefore, notAfter, [1, 2, 3, 4]);
        return certificate.CopyWithPrivateKey(key);
    }

    public static X509Certificate2 SelfSigned(string host, DateTimeOffset notAfter)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Request(host, key).CreateSelfSigned(Now.AddDays(-1), notAfter);
    }

    public void Dispose()
    {
        Root.Dispose();
        _key.Dispose();
    }

    private static CertificateRequest Request(string host, ECDsa key)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        return request;
    }
}
